/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Loops that gain from newer processors: each is there more than once, and the loader picks. */
#pragma once

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__)
/* Over numbers, many of them at once. */
#define RG_WITH_WIDE __attribute__ ((target_clones ("avx2", "default")))
/* Over bits that are counted. */
#define RG_WITH_POPCOUNT __attribute__ ((target_clones ("avx2", "popcnt", "default")))
#else
#define RG_WITH_WIDE
#define RG_WITH_POPCOUNT
#endif
