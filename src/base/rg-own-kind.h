/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The kinds of a shop's own fields, and what a value of each is as a number and as a text.
 *
 * Every value has a plain form that says it in one text: what files, regularsctl and the functions
 * of the store take and give. A text stands for itself, a number is "42.5", money "12.50" in the
 * shop's currency, a day "2026-11-21", yes and no "yes" and "no", a step "4", a choice its name;
 * several choices stand one a line. "" says that nothing is known. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  RG_OWN_TEXT,
  RG_OWN_NUMBER,  /* thousandths */
  RG_OWN_MONEY,   /* minor units */
  RG_OWN_DATE,    /* days since 1970-01-01 */
  RG_OWN_YES_NO,  /* 1 and 0 */
  RG_OWN_ONE,     /* of the field's choices */
  RG_OWN_SEVERAL,
  RG_OWN_SCALE,   /* steps */
} RgOwnKind;
#define RG_OWN_KINDS 8

#define RG_OWN_NUMBER_UNIT 1000
/* The largest number, money and step that a field takes, in whole ones. */
#define RG_OWN_LARGEST G_GINT64_CONSTANT (1000000000000)
#define RG_OWN_STEPS_LARGEST 1000

/* "yes-no": in the file and in --json, never translated. */
const char *rg_own_kind_get_id (RgOwnKind kind);
gboolean rg_own_kind_from_id (const char *id, RgOwnKind *kind);
/* "Yes or No", in the user's language. */
const char *rg_own_kind_get_label (RgOwnKind kind);
/* Whether a value is a number in the file: not a text, and no choice. */
gboolean rg_own_kind_is_number (RgOwnKind kind);
gboolean rg_own_kind_has_choices (RgOwnKind kind);

/* Between the plain form and the number, for the kinds that are numbers; FALSE where the text is
 * none of the kind. digits: of the shop's currency. */
gboolean rg_own_number_parse (RgOwnKind kind, const char *text, int digits, gint64 *number);
char *rg_own_number_print (RgOwnKind kind, gint64 number, int digits);
/* The same for people, in their locale: "42,5", "12,50 kr", "21 Nov 2026", "Yes". */
char *rg_own_number_format (RgOwnKind kind, gint64 number, const char *currency);
/* What somebody typed, as the plain form; G_IO_ERROR_INVALID_ARGUMENT with a sentence where it
 * cannot be read. Texts and choices stay as they are, without blanks at their ends. */
char *rg_own_text_from_typed (RgOwnKind kind, const char *typed, const char *currency,
                              GError **error);
/* A plain form as people read it, several choices with commas between them. */
char *rg_own_text_format (RgOwnKind kind, const char *text, const char *currency);
/* The same as somebody would type it: amounts without the currency's sign, days year first. */
char *rg_own_text_to_typed (RgOwnKind kind, const char *text, const char *currency);

G_END_DECLS
