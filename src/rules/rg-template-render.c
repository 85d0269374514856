/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages merged for one person, and written again. */
#include "config.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-plain-text.h"
#include "rules/rg-rule-scan.h"
#include "rules/rg-template-private.h"

/* --- products ----------------------------------------------------------------------------- */

/* The first of them: NULL-terminated, borrowed. */
static GPtrArray *
rg_template_take_products (char *const *all, const RgTemplatePart *part)
{
  const guint most = part->most > 0 ? part->most : RG_TEMPLATE_PRODUCTS_USUAL;
  GPtrArray *some = g_ptr_array_new ();

  for (guint i = 0; all != NULL && all[i] != NULL && i < most; i++)
    g_ptr_array_add (some, all[i]);
  g_ptr_array_add (some, NULL);
  return some;
}

static void
rg_template_append_list (GString *out, GPtrArray *lines, RgTemplateForm form)
{
  for (guint i = 0; i + 1 < lines->len; i++)
    {
      g_string_append (out, form == RG_TEMPLATE_LINES ? RG_TEMPLATE_ITEM : i == 0 ? "- " : "\n- ");
      rg_plain_text_append (out, lines->pdata[i]);
    }
}

/* FALSE: there are none. */
static gboolean
rg_template_append_products (GString *out, const RgTemplatePart *part,
                             const RgTemplateValues *values, RgTemplateForm form)
{
  const guint which = (guint) part->field - RG_FIELD_PRODUCTS_LEFT;
  g_autoptr (GPtrArray) names = rg_template_take_products (values->products[which], part);
  g_autoptr (GPtrArray) lines = rg_template_take_products (values->product_lines[which], part);

  if (names->len < 2)
    return FALSE;
  if (part->alone && form != RG_TEMPLATE_LINE)
    rg_template_append_list (out, lines, form);
  else
    {
      g_autofree char *words = rg_names_text_all ((char *const *) names->pdata);

      rg_plain_text_append (out, words);
    }
  return TRUE;
}

/* --- a message ---------------------------------------------------------------------------- */

/* FALSE: nobody knows it. */
static gboolean
rg_template_append_field (GString *out, const RgTemplatePart *part, const RgTemplateValues *values,
                          RgTemplateForm form)
{
  const char *value;

  if (rg_field_is_products (part->field))
    return rg_template_append_products (out, part, values, form);
  value = part->field != RG_FIELD_SHOPS_OWN ? values->fields[part->field]
          : values->own != NULL             ? values->own[part->own]
                                            : NULL;
  if (value == NULL || *value == '\0')
    return FALSE;
  rg_plain_text_append (out, value);
  return TRUE;
}

/* --- what only some people see ------------------------------------------------------------ */

/* Stands where a mark was, or something that the person does not see, until the lines are tidied:
 * no value can hold it. */
#define RG_GONE '\x01'

/* Of what the person does not see, the lines stay for now. */
static void
rg_template_append_gone (GString *out, const char *text, gsize length)
{
  g_string_append_c (out, RG_GONE);
  for (gsize i = 0; i < length; i++)
    if (text[i] == '\n')
      {
        g_string_append_c (out, '\n');
        g_string_append_c (out, RG_GONE);
      }
}

/* Whether nothing is left of a line but the marks; they go. */
static gboolean
rg_template_tidy_line (char *line)
{
  const gboolean marked = strchr (line, RG_GONE) != NULL;
  char *to = line;

  for (const char *at = line; *at != '\0'; at++)
    if (*at != RG_GONE)
      *to++ = *at;
  *to = '\0';
  return marked && line[strspn (line, " \t\r")] == '\0';
}

/* Lines of which nothing is left go, and one of two empty ones between which they stood. */
static char *
rg_template_tidy (char *text, RgTemplateForm form)
{
  g_autofree char *owned = text;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  gboolean gone = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const gboolean nothing = rg_template_tidy_line (lines[i]);
      const gboolean after = kept->len == 0 || *(char *) kept->pdata[kept->len - 1] == '\0';

      if (form == RG_TEMPLATE_TEXT && nothing)
        gone = TRUE;
      else if (form != RG_TEMPLATE_TEXT || !gone || !after || *lines[i] != '\0')
        {
          if (nothing)
            *lines[i] = '\0';
          g_ptr_array_add (kept, lines[i]);
          gone = gone && *lines[i] == '\0';
        }
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("\n", (char **) kept->pdata);
}

/* Whether the person sees what stands behind the n-th condition. */
static gboolean
rg_template_sees (const RgTemplateValues *values, guint index)
{
  return values->holds != NULL && values->holds[index];
}

char *
rg_template_render_for (const RgTemplate *self, const RgTemplateValues *values,
                        RgTemplateForm form, RgTemplateGaps *gaps)
{
  GString *out = g_string_new (NULL);
  RgTemplateGaps found = { 0 };
  gboolean sees = TRUE, marked = FALSE;
  guint n = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const RgTemplatePart *part = &g_array_index (self->parts, RgTemplatePart, i);

      marked |= part->field >= RG_N_FIELDS;
      if (part->field >= RG_N_FIELDS)
        sees = part->field == RG_PART_END || rg_template_sees (values, n++);
      if (!sees || part->field >= RG_N_FIELDS)
        rg_template_append_gone (out, self->text + part->offset, part->length);
      else if (part->field == RG_PART_PLAIN)
        g_string_append_len (out, self->text + part->offset, (gssize) part->length);
      else if (rg_template_append_field (out, part, values, form))
        found.filled |= 1u << part->field;
      else if (part->fallback != NULL)
        {
          g_string_append (out, part->fallback);
          found.fallen |= 1u << part->field;
        }
      else
        found.missing |= 1u << part->field;
    }
  if (gaps != NULL)
    *gaps = found;
  return marked ? rg_template_tidy (g_string_free (out, FALSE), form) : g_string_free (out, FALSE);
}

char *
rg_template_render (const RgTemplate *self, const char *const values[RG_N_FIELDS], guint *missing)
{
  const RgTemplateValues all = { .fields = values };
  RgTemplateGaps gaps;
  char *text = rg_template_render_for (self, &all, RG_TEMPLATE_TEXT, &gaps);

  if (missing != NULL)
    *missing = gaps.missing;
  return text;
}

char *
rg_template_dup_text (const char *lines)
{
  GString *out = g_string_new (lines);

  /* The first of a list has a line already. */
  g_string_replace (out, "\n" RG_TEMPLATE_ITEM, "\n- ", 0);
  if (g_str_has_prefix (out->str, RG_TEMPLATE_ITEM))
    g_string_overwrite_len (g_string_erase (out, 0, 1), 0, "- ", 2);
  g_string_replace (out, RG_TEMPLATE_ITEM, "\n- ", 0);
  return g_string_free (out, FALSE);
}

/* --- written again ------------------------------------------------------------------------ */

/* The words between the braces of a mark. */
static void
rg_template_write_mark (GString *out, const RgTemplatePart *part, gboolean stored)
{
  if (part->field == RG_PART_END)
    g_string_append_printf (out, "{{%s}}", stored ? "end" : rg_template_get_end ());
  else
    g_string_append_printf (out, "{{%s %s}}", stored ? "only for" : rg_template_get_only (),
                            part->rules);
}

static void
rg_template_write_field (const RgTemplate *self, GString *out, const RgTemplatePart *part,
                         const char *(*name) (RgField field))
{
  g_autofree char *number = part->most > 0 ? g_strdup_printf (" %u", part->most) : g_strdup ("");
  const char *named = part->field == RG_FIELD_SHOPS_OWN ? self->own[part->own]
                                                        : name ((RgField) part->field);

  if (part->fallback == NULL)
    g_string_append_printf (out, "{{%s%s}}", named, number);
  else
    /* A fallback that ends in a brace keeps apart from the closing ones. */
    g_string_append_printf (out, "{{%s%s|%s%s}}", named, number, part->fallback,
                            g_str_has_suffix (part->fallback, "}") ? " " : "");
}

static char *
rg_template_write (const RgTemplate *self, gboolean stored)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const RgTemplatePart *part = &g_array_index (self->parts, RgTemplatePart, i);

      if (part->field == RG_PART_PLAIN)
        g_string_append_len (out, self->text + part->offset, (gssize) part->length);
      else if (rg_template_part_is_field (part))
        rg_template_write_field (self, out, part, stored ? rg_field_get_id : rg_field_get_label);
      else
        rg_template_write_mark (out, part, stored);
    }
  return g_string_free (out, FALSE);
}

char *
rg_template_dup_stored (const RgTemplate *self)
{
  return rg_template_write (self, TRUE);
}

char *
rg_template_dup_shown (const RgTemplate *self)
{
  return rg_template_write (self, FALSE);
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

char *
rg_template_dup_followed (const RgTemplate *self, RgTemplateRulesFunc func, gpointer data)
{
  g_autoptr (RgTemplate) followed = rg_template_new_for (self->text, self->own);
  gboolean different = FALSE;

  for (guint i = 0; i < followed->parts->len; i++)
    {
      RgTemplatePart *part = &g_array_index (followed->parts, RgTemplatePart, i);
      g_autofree char *rules = part->field == RG_PART_ONLY ? func (part->rules, data) : NULL;
      g_autoptr (RgNode) root = rules != NULL ? rg_segment_parse (rules, NULL, NULL) : NULL;

      if (root == NULL)
        continue;
      g_free (part->rules);
      part->rules = rg_template_dup_rules (root);
      different = TRUE;
    }
  return different ? rg_template_dup_stored (followed) : NULL;
}

char *
rg_template_dup_line (const char *line)
{
  g_autoptr (RgTemplate) template = rg_template_new (line);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < template->parts->len; i++)
    {
      const RgTemplatePart *part = &g_array_index (template->parts, RgTemplatePart, i);

      if (part->field < RG_N_FIELDS)
        g_string_append_len (out, line + part->offset, (gssize) part->length);
    }
  return g_string_free (out, FALSE);
}
