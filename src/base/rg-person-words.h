/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is known about a person, in the words of the profile: the same ones wherever it is read. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the user's language; NULL for what is no column of the table customer and no kind of contact
 * point ("email", "phone", "address"). */
const char *rg_person_words (const char *column);

G_END_DECLS
