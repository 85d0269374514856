/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages with merge fields. */
#include "rules/rg-template-private.h"

#include <string.h>

#include "base/rg-i18n.h"

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
  [RG_FIELD_POINTS] = { "points", N_("points") },
  [RG_FIELD_POINTS_UNTIL] = { "points until", N_("points until") },
  [RG_FIELD_PRODUCTS_LEFT] = { "products left", N_("products left") },
  [RG_FIELD_PRODUCTS_LOOKED] = { "products looked at", N_("products looked at") },
  [RG_FIELD_PRODUCTS_DUE] = { "products due", N_("products due") },
  /* Translators: what all fields are called that a shop has made itself. */
  [RG_FIELD_SHOPS_OWN] = { "own fields", N_("own fields") },
};

static void
rg_template_part_clear (gpointer part)
{
  g_free (((RgTemplatePart *) part)->fallback);
  g_free (((RgTemplatePart *) part)->rules);
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

gboolean
rg_field_is_products (int field)
{
  return field >= RG_FIELD_PRODUCTS_LEFT
         && field < RG_FIELD_PRODUCTS_LEFT + RG_TEMPLATE_N_PRODUCTS;
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

static int
rg_template_find_known (const char *wanted)
{
  for (int i = 0; i < RG_FIELD_SHOPS_OWN; i++)
    {
      const char *label = rg_field_get_label (i);
      g_autofree char *folded = rg_template_fold (label, strlen (label));

      if (g_str_equal (wanted, fields[i].id) || g_str_equal (wanted, folded))
        return i;
    }
  return -1;
}

/* "products left 5": the number after the name of products, which is cut off; else 0. */
static int
rg_template_find_products (char *wanted, guint *most)
{
  char *space = strrchr (wanted, ' ');
  guint64 number = 0;
  int field;

  if (space == NULL || !g_ascii_string_to_unsigned (space + 1, 10, 1, RG_TEMPLATE_PRODUCTS_MOST,
                                                    &number, NULL))
    return -1;
  *space = '\0';
  field = rg_template_find_known (wanted);
  *most = (guint) number;
  return rg_field_is_products (field) ? field : -1;
}

/* part gets which one, and how many. */
static int
rg_template_find_field (const RgTemplate *self, const char *name, gsize length,
                        RgTemplatePart *part)
{
  g_autofree char *wanted = rg_template_fold (name, length);
  const int known = rg_template_find_known (wanted);

  part->own = part->most = 0;
  if (known >= 0)
    return known;
  for (guint i = 0; self->own[i] != NULL; i++)
    {
      g_autofree char *folded = rg_template_fold (self->own[i], strlen (self->own[i]));

      part->own = i;
      if (g_str_equal (wanted, folded))
        return RG_FIELD_SHOPS_OWN;
    }
  return rg_template_find_products (wanted, &part->most);
}

/* Takes the sentence. */
static void
rg_template_add_problem (RgTemplate *self, gsize offset, gsize length, char *sentence)
{
  RgTemplateProblem problem = { offset, length, sentence };

  g_array_append_val (self->problems, problem);
}

static void
rg_template_add_plain (RgTemplate *self, gsize offset, gsize length)
{
  const RgTemplatePart part = { .offset = offset, .length = length, .field = RG_PART_PLAIN };

  if (length > 0)
    g_array_append_val (self->parts, part);
}

/* Whether only white space stands beside it. */
static gboolean
rg_template_is_alone (const char *text, const char *open, const char *close)
{
  while (open > text && (open[-1] == ' ' || open[-1] == '\t'))
    open--;
  close += strspn (close, " \t\r");
  return (open == text || open[-1] == '\n') && (*close == '\0' || *close == '\n');
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

/* --- conditions --- */

const char *
rg_template_get_only (void)
{
  /* Translators: written in messages between double braces, before the rules of who sees what
   * follows: {{only for city is "Oslo"}}. Lower case. */
  return _("only for");
}

const char *
rg_template_get_end (void)
{
  /* Translators: written in messages between double braces, where what only some people see ends:
   * {{end}}. Lower case. */
  return _("end");
}

/* Where the rules begin that stand behind "only for"; NULL: no such words are there. */
static const char *
rg_template_find_rules (const char *inside, const char *close)
{
  const char *const words[] = { "only for", rg_template_get_only () };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *at = inside + strspn (inside, " ");
      const gsize n = strlen (words[i]);

      if ((gsize) (close - at) < n || g_ascii_strncasecmp (at, words[i], n) != 0)
        continue;
      at += n;
      if (at == close || *at == ' ' || *at == ':')
        return at + (at < close);
    }
  return NULL;
}

static gboolean
rg_template_is_end (const char *inside, gsize length)
{
  g_autofree char *written = rg_template_fold (inside, length);
  g_autofree char *word = rg_template_fold (rg_template_get_end (),
                                            strlen (rg_template_get_end ()));

  return g_str_equal (written, "end") || g_str_equal (written, word);
}

char *
rg_template_dup_rules (const RgNode *root)
{
  const RgNode *first = root->children->len == 1 ? root->children->pdata[0] : NULL;

  return g_strstrip (root->type == RG_NODE_ALL && !root->off && first != NULL
                         && first->type == RG_NODE_RULE && !first->off
                       ? rg_rule_print (&first->rule) : rg_segment_print_line (root));
}

/* The rules as they are stored, or a problem. */
static void
rg_template_read_rules (RgTemplate *self, RgTemplatePart *part, const char *from,
                        const char *close)
{
  g_autofree char *text = g_strstrip (g_strndup (from, (gsize) (close - from)));
  g_autoptr (GError) error = NULL;
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, &error);

  if (root == NULL || rg_node_is_empty (root))
    {
      rg_template_add_problem (
        self, part->offset, part->length,
        root == NULL
          /* Translators: %s is a sentence that says what is wrong. */
          ? g_strdup_printf (_("For whom this is cannot be read: %s"), error->message)
          : g_strdup (_("Say for whom this is, for example {{only for city is \"Oslo\"}}.")));
      return;
    }
  part->field = RG_PART_ONLY;
  part->rules = rg_template_dup_rules (root);
}

/* FALSE: it is none. */
static gboolean
rg_template_read_mark (RgTemplate *self, RgTemplatePart *part, const char *inside,
                       const char *close)
{
  const char *rules = rg_template_find_rules (inside, close);

  part->field = RG_PART_PLAIN;
  if (rules != NULL)
    rg_template_read_rules (self, part, rules, close);
  else if (rg_template_is_end (inside, (gsize) (close - inside)))
    part->field = RG_PART_END;
  else
    return FALSE;
  return TRUE;
}

/* Each has its end, and none stands in another. */
static void
rg_template_check_marks (RgTemplate *self)
{
  const RgTemplatePart *open = NULL;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const RgTemplatePart *part = &g_array_index (self->parts, RgTemplatePart, i);

      if (part->field != RG_PART_ONLY && part->field != RG_PART_END)
        continue;
      if (open != NULL && part->field == RG_PART_ONLY)
        rg_template_add_problem (self, part->offset, part->length,
                                 g_strdup (_("What is only for some people cannot stand in "
                                             "another such part: write {{end}} before it.")));
      else if (open == NULL && part->field == RG_PART_END)
        rg_template_add_problem (self, part->offset, part->length,
                                 g_strdup (_("This ends nothing: write {{only for …}} before "
                                             "it.")));
      open = part->field == RG_PART_ONLY ? part : NULL;
    }
  if (open != NULL)
    rg_template_add_problem (self, open->offset, open->length,
                             g_strdup (_("Write {{end}} where it ends what these people see.")));
}

/* --- fields --- */

/* The braces at `open` to those at `close`: one field. */
static void
rg_template_read_field (RgTemplate *self, const char *open, const char *close)
{
  const char *inside = open + 2, *bar = memchr (inside, '|', (gsize) (close - inside));
  const char *name_end = bar != NULL ? bar : close;
  RgTemplatePart part = { .offset = (gsize) (open - self->text),
                          .length = (gsize) (close + 2 - open) };

  if (!rg_template_read_mark (self, &part, inside, close))
    {
      part.field = rg_template_find_field (self, inside, (gsize) (name_end - inside), &part);
      if (part.field < 0)
        rg_template_add_unknown (self, part.offset, part.length);
      else if (bar != NULL)
        part.fallback = g_strstrip (g_strndup (bar + 1, (gsize) (close - bar - 1)));
    }
  part.alone = rg_template_is_alone (self->text, open, close + 2);
  g_array_append_val (self->parts, part);
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
  RgTemplatePart part;
  gsize inside = strcspn (at + 1, "{}|\n");
  const char *end = at + 1 + inside + strcspn (at + 1 + inside, "{}\n");

  if (inside == 0 || inside > 60 || *end != '}'
      || rg_template_find_field (self, at + 1, inside, &part) < 0)
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

          rg_template_add_plain (self, (gsize) (plain - text), (gsize) (at - plain));
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
  rg_template_add_plain (self, (gsize) (plain - text), (gsize) (at - plain));
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
  rg_template_check_marks (self);
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

gboolean
rg_template_part_is_field (const RgTemplatePart *part)
{
  return part->field >= 0 && part->field < RG_N_FIELDS;
}

guint
rg_template_n_conditions (const RgTemplate *self)
{
  guint n = 0;

  for (guint i = 0; i < self->parts->len; i++)
    n += g_array_index (self->parts, RgTemplatePart, i).field == RG_PART_ONLY;
  return n;
}

const char *
rg_template_get_condition (const RgTemplate *self, guint index)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const RgTemplatePart *part = &g_array_index (self->parts, RgTemplatePart, i);

      if (part->field == RG_PART_ONLY && index-- == 0)
        return part->rules;
    }
  g_return_val_if_reached (NULL);
}
