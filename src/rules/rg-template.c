/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages with merge fields. */
#include "rules/rg-template.h"

#include <string.h>

#include "base/rg-i18n.h"

/* A stretch of the text: plain (field -1) or one field with its braces. */
typedef struct {
  gsize offset;
  gsize length;
  int field;
  guint own;      /* of RG_FIELD_SHOPS_OWN: which of them */
  char *fallback; /* NULL: none */
} RgTemplatePart;

struct _RgTemplate {
  char *text;
  char **own;       /* names of the shop's own fields */
  GArray *parts;    /* RgTemplatePart */
  GArray *problems; /* RgTemplateProblem */
};

static const struct {
  const char *id;
  const char *label;
} fields[RG_N_FIELDS] = {
  /* Translators: the names of merge fields, written in messages between double braces. Lower case,
   * without braces and without the character | in them. */
  [RG_FIELD_FIRST_NAME] = { "first name", N_("first name") },
  [RG_FIELD_LAST_NAME] = { "last name", N_("last name") },
  [RG_FIELD_NAME] = { "name", N_("name") },
  [RG_FIELD_CITY] = { "city", N_("city") },
  [RG_FIELD_SHOP_NAME] = { "shop name", N_("shop name") },
  [RG_FIELD_TODAY] = { "today", N_("today") },
  [RG_FIELD_COUPON] = { "coupon", N_("coupon") },
  [RG_FIELD_OFFER] = { "offer", N_("offer") },
  [RG_FIELD_OFFER_UNTIL] = { "offer until", N_("offer until") },
  /* Translators: what all fields are called that a shop has made itself. */
  [RG_FIELD_SHOPS_OWN] = { "own fields", N_("own fields") },
};

static void
rg_template_part_clear (gpointer part)
{
  g_free (((RgTemplatePart *) part)->fallback);
}

static void
rg_template_problem_clear (gpointer problem)
{
  g_free (((RgTemplateProblem *) problem)->sentence);
}

const char *
rg_field_get_id (RgField field)
{
  g_return_val_if_fail (field < RG_N_FIELDS, NULL);
  return fields[field].id;
}

const char *
rg_field_get_label (RgField field)
{
  g_return_val_if_fail (field < RG_N_FIELDS, NULL);
  return _(fields[field].label);
}

/* Case and runs of white space do not matter in a field's name; "first-name" and "first_name" are
 * how other programs write it. */
static char *
rg_template_fold (const char *text, gsize length)
{
  g_autofree char *lower = g_utf8_casefold (text, (gssize) length);
  g_autofree char *normal = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *folded = g_string_new (NULL);

  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) && c != '-' && c != '_')
        g_string_append_unichar (folded, c);
      else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (folded, FALSE);
}

/* own gets the place of one of the shop's. */
static int
rg_template_find_field (const RgTemplate *self, const char *name, gsize length, guint *own)
{
  g_autofree char *wanted = rg_template_fold (name, length);

  *own = 0;
  for (int i = 0; i < RG_FIELD_SHOPS_OWN; i++)
    {
      const char *label = rg_field_get_label (i);
      g_autofree char *folded = rg_template_fold (label, strlen (label));

      if (g_str_equal (wanted, fields[i].id) || g_str_equal (wanted, folded))
        return i;
    }
  for (guint i = 0; self->own[i] != NULL; i++)
    {
      g_autofree char *folded = rg_template_fold (self->own[i], strlen (self->own[i]));

      *own = i;
      if (g_str_equal (wanted, folded))
        return RG_FIELD_SHOPS_OWN;
    }
  return -1;
}

/* Takes the sentence. */
static void
rg_template_add_problem (RgTemplate *self, gsize offset, gsize length, char *sentence)
{
  RgTemplateProblem problem = { offset, length, sentence };

  g_array_append_val (self->problems, problem);
}

static void
rg_template_add_part (RgTemplate *self, gsize offset, gsize length, int field, guint own,
                      char *fallback)
{
  RgTemplatePart part = { offset, length, field, own, fallback };

  if (length > 0)
    g_array_append_val (self->parts, part);
}

static char *
rg_template_list_fields (const RgTemplate *self)
{
  GString *list = g_string_new (NULL);

  for (int i = 0; i < RG_FIELD_SHOPS_OWN; i++)
    g_string_append_printf (list, "%s{{%s}}", i == 0 ? "" : ", ", rg_field_get_label (i));
  for (guint i = 0; self->own[i] != NULL; i++)
    g_string_append_printf (list, ", {{%s}}", self->own[i]);
  return g_string_free (list, FALSE);
}

static void
rg_template_add_unknown (RgTemplate *self, gsize offset, gsize length)
{
  g_autofree char *written = g_strndup (self->text + offset, length);
  g_autofree char *known = rg_template_list_fields (self);

  /* Translators: the first %s is what was written, the second the list of fields. */
  rg_template_add_problem (self, offset, length,
                           g_strdup_printf (_("There is no field %s. You can use %s."), written,
                                            known));
}

/* The braces at `open` to those at `close`: one field. */
static void
rg_template_read_field (RgTemplate *self, const char *open, const char *close)
{
  const char *inside = open + 2, *bar = memchr (inside, '|', (gsize) (close - inside));
  const char *name_end = bar != NULL ? bar : close;
  gsize offset = (gsize) (open - self->text), length = (gsize) (close + 2 - open);
  guint own;
  int field = rg_template_find_field (self, inside, (gsize) (name_end - inside), &own);

  if (field < 0)
    {
      rg_template_add_unknown (self, offset, length);
      rg_template_add_part (self, offset, length, -1, 0, NULL);
      return;
    }
  rg_template_add_part (self, offset, length, field, own,
                        bar == NULL ? NULL
                                    : g_strstrip (g_strndup (bar + 1, (gsize) (close - bar - 1))));
}

/* Where a field that opens here ends: its closing braces, or where it certainly has ended without
 * them (the end of the line or the next field), with *closed FALSE. */
static const char *
rg_template_find_end (const char *open, gboolean *closed)
{
  const char *at = open + 2;

  for (; *at != '\0' && *at != '\n'; at++)
    {
      *closed = TRUE;
      if (at[0] == '}' && at[1] == '}')
        return at;
      if (at[0] == '{' && at[1] == '{')
        break;
    }
  *closed = FALSE;
  return at;
}

/* One brace on each side round the name of a field: surely meant as a field. Returns the length of
 * it, or 0. */
static gsize
rg_template_single_braces (const RgTemplate *self, const char *at)
{
  guint own;
  gsize inside = strcspn (at + 1, "{}|\n");
  const char *end = at + 1 + inside + strcspn (at + 1 + inside, "{}\n");

  if (inside == 0 || inside > 60 || *end != '}'
      || rg_template_find_field (self, at + 1, inside, &own) < 0)
    return 0;
  while (*end == '}')
    end++;
  return (gsize) (end - at);
}

static void
rg_template_read (RgTemplate *self)
{
  const char *text = self->text, *plain = text, *at = text;

  while (*at != '\0')
    {
      gsize offset = (gsize) (at - text), single = 0;
      gboolean closed;

      if (at[0] == '{' && at[1] == '{')
        {
          const char *end = rg_template_find_end (at, &closed);

          rg_template_add_part (self, (gsize) (plain - text), (gsize) (at - plain), -1, 0, NULL);
          plain = at;
          if (closed)
            {
              rg_template_read_field (self, at, end);
              plain = end += 2;
            }
          else
            rg_template_add_problem (self, offset, (gsize) (end - at),
                                     g_strdup (_("This field is not closed: write }} after its "
                                                 "name.")));
          at = end;
          continue;
        }
      if (at[0] == '}' && at[1] == '}')
        {
          rg_template_add_problem (self, offset, 2,
                                   g_strdup (_("These braces close nothing: write {{ before the "
                                               "name of the field.")));
          at++;
        }
      else if (at[0] == '{' && (single = rg_template_single_braces (self, at)) > 0)
        {
          rg_template_add_problem (self, offset, single,
                                   g_strdup (_("A field has two braces on each side, "
                                               "{{ and }}.")));
          at += single - 1;
        }
      at++;
    }
  rg_template_add_part (self, (gsize) (plain - text), (gsize) (at - plain), -1, 0, NULL);
}

RgTemplate *
rg_template_new (const char *text)
{
  return rg_template_new_for (text, NULL);
}

RgTemplate *
rg_template_new_for (const char *text, char *const *own)
{
  RgTemplate *self;

  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);
  self = g_new0 (RgTemplate, 1);
  self->text = g_strdup (text);
  self->own = own != NULL ? g_strdupv ((char **) own) : g_new0 (char *, 1);
  self->parts = g_array_new (FALSE, FALSE, sizeof (RgTemplatePart));
  g_array_set_clear_func (self->parts, rg_template_part_clear);
  self->problems = g_array_new (FALSE, FALSE, sizeof (RgTemplateProblem));
  g_array_set_clear_func (self->problems, rg_template_problem_clear);
  rg_template_read (self);
  return self;
}

void
rg_template_free (RgTemplate *self)
{
  g_array_unref (self->problems);
  g_array_unref (self->parts);
  g_strfreev (self->own);
  g_free (self->text);
  g_free (self);
}

guint
rg_template_n_problems (const RgTemplate *self)
{
  return self->problems->len;
}

const RgTemplateProblem *
rg_template_get_problem (const RgTemplate *self, guint index)
{
  g_return_val_if_fail (index < self->problems->len, NULL);
  return &g_array_index (self->problems, RgTemplateProblem, index);
}

gboolean
rg_template_uses (const RgTemplate *self, RgField field)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (g_array_index (self->parts, RgTemplatePart, i).field == (int) field)
      return TRUE;
  return FALSE;
}

/* Line breaks and direction overrides in a name must not change the rest of the letter. */
static void
rg_template_append_value (GString *out, const char *value)
{
  for (const char *at = value; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        g_string_append_c (out, ' ');
      else if (!(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069))
        g_string_append_unichar (out, c);
    }
}

char *
rg_template_render (const RgTemplate *self, const char *const values[RG_N_FIELDS], guint *missing)
{
  return rg_template_render_own (self, values, NULL, missing);
}

char *
rg_template_render_own (const RgTemplate *self, const char *const values[RG_N_FIELDS],
                        char *const *own_values, guint *missing)
{
  GString *out = g_string_new (NULL);
  guint gone = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const RgTemplatePart *part = &g_array_index (self->parts, RgTemplatePart, i);
      const char *value;

      if (part->field < 0)
        {
          g_string_append_len (out, self->text + part->offset, (gssize) part->length);
          continue;
        }
      value = part->field != RG_FIELD_SHOPS_OWN ? values[part->field]
              : own_values != NULL              ? own_values[part->own]
                                                : NULL;
      if (value != NULL && *value != '\0')
        rg_template_append_value (out, value);
      else if (part->fallback != NULL)
        g_string_append (out, part->fallback);
      else
        gone |= 1u << part->field;
    }
  if (missing != NULL)
    *missing = gone;
  return g_string_free (out, FALSE);
}

static char *
rg_template_write (const RgTemplate *self, const char *(*name) (RgField field))
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const RgTemplatePart *part = &g_array_index (self->parts, RgTemplatePart, i);

      const char *named = part->field == RG_FIELD_SHOPS_OWN ? self->own[part->own]
                          : part->field >= 0                ? name (part->field)
                                                            : NULL;

      if (named == NULL)
        g_string_append_len (out, self->text + part->offset, (gssize) part->length);
      else if (part->fallback == NULL)
        g_string_append_printf (out, "{{%s}}", named);
      else
        /* A fallback that ends in a brace keeps apart from the closing ones. */
        g_string_append_printf (out, "{{%s|%s%s}}", named, part->fallback,
                                g_str_has_suffix (part->fallback, "}") ? " " : "");
    }
  return g_string_free (out, FALSE);
}

char *
rg_template_dup_stored (const RgTemplate *self)
{
  return rg_template_write (self, rg_field_get_id);
}

char *
rg_template_dup_shown (const RgTemplate *self)
{
  return rg_template_write (self, rg_field_get_label);
}

char *
rg_template_dup_renamed (const RgTemplate *self, const char *was, const char *name)
{
  g_autoptr (RgTemplate) renamed = rg_template_new_for (self->text, self->own);
  gboolean named = FALSE;

  for (guint i = 0; i < renamed->parts->len; i++)
    {
      const RgTemplatePart *part = &g_array_index (renamed->parts, RgTemplatePart, i);

      named |= part->field == RG_FIELD_SHOPS_OWN && g_str_equal (self->own[part->own], was);
    }
  for (guint i = 0; named && renamed->own[i] != NULL; i++)
    if (g_str_equal (self->own[i], was))
      g_set_str (&renamed->own[i], name);
  return named ? rg_template_dup_stored (renamed) : NULL;
}
