/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A file of the oldest Regulars there is, to be brought up to date. */
#pragma once

#include <glib.h>

/* Makes the file; fails the test where it cannot. */
void fault_old_file_make (const char *path);
