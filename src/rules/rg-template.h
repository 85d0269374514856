/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages with merge fields: "Dear {{first name|friend}},". There is no logic in them and no
 * markup: what a field holds is copied as plain text and never read again.
 *
 * A field is written with its stable name ("first name") or its name in the user's language; what
 * is stored has the stable names, so a message can be opened in any language. The shop's own fields
 * are written with the names that the shop gave them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  RG_FIELD_FIRST_NAME,
  RG_FIELD_LAST_NAME,
  RG_FIELD_NAME,
  RG_FIELD_CITY,
  RG_FIELD_SHOP_NAME,
  RG_FIELD_TODAY,
  RG_FIELD_COUPON, /* the code of a coupon of one's own, with bars on paper */
  RG_FIELD_OFFER, /* what the campaign offers */
  RG_FIELD_OFFER_UNTIL, /* its last day */
  RG_FIELD_SHOPS_OWN, /* any of the shop's own fields */
  RG_N_FIELDS
} RgField;

/* Something in the text that cannot be merged. */
typedef struct {
  gsize offset; /* bytes from the start of the text; always at a character */
  gsize length; /* bytes */
  char *sentence; /* what is wrong and what to write instead, translated */
} RgTemplateProblem;

typedef struct _RgTemplate RgTemplate;

/* Reads any text; what is wrong in it stands in the problems. The text must be valid UTF-8. */
RgTemplate *rg_template_new (const char *text);
/* The same, with the names of the shop's own fields; own may be NULL. */
RgTemplate *rg_template_new_for (const char *text, char *const *own);
void rg_template_free (RgTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTemplate, rg_template_free)

/* In the order of the text. */
guint rg_template_n_problems (const RgTemplate *self);
const RgTemplateProblem *rg_template_get_problem (const RgTemplate *self, guint index);

gboolean rg_template_uses (const RgTemplate *self, RgField field);

/* The message for one person. values[field] may be NULL or empty: then the fallback stands there,
 * or nothing where the field has none; *missing (may be NULL) then gets a bit (1 << field).
 * Control characters of a value become spaces. Fields with problems are copied as written.
 * Owned by the caller. */
char *rg_template_render (const RgTemplate *self, const char *const values[RG_N_FIELDS],
                          guint *missing);

/* The same with what the person has in the shop's own fields, in the order of their names; what is
 * missing of any of them is 1 << RG_FIELD_SHOPS_OWN. */
char *rg_template_render_own (const RgTemplate *self, const char *const values[RG_N_FIELDS],
                              char *const *own_values, guint *missing);

/* The same message with the stable names (for the file) or with the names of the user's language
 * (for the screen). Owned by the caller. */
char *rg_template_dup_stored (const RgTemplate *self);
char *rg_template_dup_shown (const RgTemplate *self);

/* The stored message after one of the shop's own fields has another name; NULL where the message
 * does not name it. Owned by the caller. */
char *rg_template_dup_renamed (const RgTemplate *self, const char *was, const char *name);

/* "first name": never translated. */
const char *rg_field_get_id (RgField field);
/* The name in the user's language. */
const char *rg_field_get_label (RgField field);

G_END_DECLS
