/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The text form of automations: one line for "when", one for "if", one for each "then". */
#include "rules/rg-automation.h"

#include "base/rg-i18n.h"

#include <string.h>

/* The longest text, so that nobody has to read a book. */
#define RG_AUTOMATION_LENGTH 16384

/* --- writing ------------------------------------------------------------------------------ */

static void
rg_automation_quote (GString *out, const char *text)
{
  g_string_append (out, " \"");
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (out, '\\');
      /* A line is a line. */
      g_string_append_c (out, *at == '\n' || *at == '\r' ? ' ' : *at);
    }
  g_string_append_c (out, '"');
}

static void
rg_when_print_of (GString *out, const RgWhen *when)
{
  switch (when->of)
    {
    case RG_LIST_PRODUCTS:
      g_string_append (out, " product");
      break;
    case RG_LIST_CATEGORIES:
      g_string_append (out, " category");
      break;
    case RG_LIST_BRANDS:
      g_string_append (out, " brand");
      break;
    default:
      g_string_append (out, " anything");
      return;
    }
  rg_automation_quote (out, when->name);
}

static void
rg_when_print (GString *out, const RgWhen *when)
{
  const guint fields = when->kind->fields;

  g_string_append_printf (out, "when %s", when->kind->keyword);
  if ((fields & RG_WHEN_OF) != 0)
    rg_when_print_of (out, when);
  if (when->first)
    g_string_append (out, " first");
  if ((fields & RG_WHEN_SEGMENT) != 0)
    rg_automation_quote (out, when->segment);
  if (when->age > 0)
    g_string_append_printf (out, " turning %d", when->age);
  if (when->points > 0)
    g_string_append_printf (out, " at-least %d", when->points);
  if ((fields & (RG_WHEN_AFTER | RG_WHEN_BEFORE)) != 0)
    g_string_append_printf (out, " %s %d %s", (fields & RG_WHEN_AFTER) != 0 ? "after" : "before",
                            when->number, when->hours ? "hours" : "days");
}

static void
rg_then_print (GString *out, const RgThen *then)
{
  static const char *const words[RG_N_THENS] = {
    [RG_THEN_TASK] = "task", [RG_THEN_TAG] = "tag",   [RG_THEN_DRAFT] = "draft",
    [RG_THEN_ADD] = "add",   [RG_THEN_FILL] = "fill", [RG_THEN_COUPON] = "coupon",
  };

  g_string_append_printf (out, "\nthen %s", words[then->id]);
  rg_automation_quote (out, then->id == RG_THEN_TASK || then->id == RG_THEN_COUPON ? then->text
                                                                                   : then->name);
  if (then->id == RG_THEN_FILL)
    rg_automation_quote (out, then->text);
  if (then->id == RG_THEN_COUPON && then->days > 0)
    g_string_append_printf (out, " for %d days", then->days);
  if (then->id != RG_THEN_TASK)
    return;
  if (*then->owner != '\0')
    {
      g_string_append (out, " for");
      rg_automation_quote (out, then->owner);
    }
  if (then->days > 0)
    g_string_append_printf (out, " in %d days", then->days);
  if (then->allowed)
    g_string_append (out, " if allowed");
}

char *
rg_automation_print (const RgAutomation *automation)
{
  GString *out = g_string_new (NULL);

  rg_when_print (out, &automation->when);
  if (*automation->segment != '\0')
    {
      g_string_append (out, "\nif");
      rg_automation_quote (out, automation->segment);
    }
  for (guint i = 0; i < automation->then->len; i++)
    rg_then_print (out, automation->then->pdata[i]);
  return g_string_free (out, FALSE);
}

/* --- reading ------------------------------------------------------------------------------ */

typedef struct {
  const char *at;
  guint line;
} RgAutomationReader;

static gboolean G_GNUC_PRINTF (3, 4)
rg_automation_refuse (const RgAutomationReader *reader, GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list words;

  va_start (words, format);
  sentence = g_strdup_vprintf (format, words);
  va_end (words);
  if (error != NULL && *error == NULL)
    g_set_error (error, RG_SEGMENT_ERROR, RG_SEGMENT_ERROR_SYNTAX,
                 /* Translators: the number of a line, and what is wrong there. */
                 _("Line %u: %s"), reader->line, sentence);
  return FALSE;
}

/* Blanks and line ends are the same: "when", "if" and "then" begin what they begin. */
static void
rg_automation_skip (RgAutomationReader *reader)
{
  for (; g_ascii_isspace (*reader->at); reader->at++)
    reader->line += *reader->at == '\n';
}

/* Whether the next word is this one, which is taken then. */
static gboolean
rg_automation_take (RgAutomationReader *reader, const char *word)
{
  const gsize length = strlen (word);

  rg_automation_skip (reader);
  if (g_ascii_strncasecmp (reader->at, word, length) != 0
      || g_ascii_isalnum (reader->at[length]) || reader->at[length] == '-')
    return FALSE;
  reader->at += length;
  return TRUE;
}

static char *
rg_automation_take_word (RgAutomationReader *reader)
{
  const char *start;

  rg_automation_skip (reader);
  start = reader->at;
  while (g_ascii_isalnum (*reader->at) || *reader->at == '-')
    reader->at++;
  return g_ascii_strdown (start, reader->at - start);
}

static gboolean
rg_automation_take_text (RgAutomationReader *reader, char **text, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  rg_automation_skip (reader);
  if (*reader->at != '"')
    return rg_automation_refuse (reader, error, _("a name in quotation marks was expected."));
  for (reader->at++; *reader->at != '"'; reader->at++)
    {
      if (*reader->at == '\\' && reader->at[1] != '\0')
        reader->at++;
      if (*reader->at == '\0' || *reader->at == '\n')
        return rg_automation_refuse (reader, error, _("a quotation mark is missing."));
      g_string_append_c (out, *reader->at);
    }
  reader->at++;
  g_free (*text);
  *text = g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
  return TRUE;
}

static gboolean
rg_automation_take_number (RgAutomationReader *reader, int most, int *number, GError **error)
{
  g_autofree char *word = rg_automation_take_word (reader);
  guint64 value;

  if (!g_ascii_string_to_unsigned (word, 10, 0, (guint64) most, &value, NULL))
    /* Translators: %d is the greatest number allowed. */
    return rg_automation_refuse (reader, error, _("a number from 0 to %d was expected."), most);
  *number = (int) value;
  return TRUE;
}

static gboolean
rg_automation_read_of (RgAutomationReader *reader, RgWhen *when, GError **error)
{
  if (rg_automation_take (reader, "anything"))
    return TRUE;
  if (rg_automation_take (reader, "product"))
    when->of = RG_LIST_PRODUCTS;
  else if (rg_automation_take (reader, "category"))
    when->of = RG_LIST_CATEGORIES;
  else if (rg_automation_take (reader, "brand"))
    when->of = RG_LIST_BRANDS;
  else
    return rg_automation_refuse (reader, error,
                                 /* Translators: the words in quotes stay as they are. */
                                 _("“anything”, “product”, “category” or “brand” was expected."));
  return rg_automation_take_text (reader, &when->name, error);
}

static gboolean
rg_automation_read_wait (RgAutomationReader *reader, RgWhen *when, GError **error)
{
  const gboolean after = (when->kind->fields & RG_WHEN_AFTER) != 0;

  if (!rg_automation_take (reader, after ? "after" : "before"))
    {
      when->number = 0;
      return TRUE;
    }
  if (!rg_automation_take_number (reader, RG_AUTOMATION_DAYS_MOST, &when->number, error))
    return FALSE;
  if (rg_automation_take (reader, "days") || rg_automation_take (reader, "day"))
    return TRUE;
  when->hours = (when->kind->fields & RG_WHEN_HOURS) != 0
                && (rg_automation_take (reader, "hours") || rg_automation_take (reader, "hour"));
  return when->hours
         || rg_automation_refuse (reader, error, _("“days” was expected after the number."));
}

static gboolean
rg_automation_read_when (RgAutomationReader *reader, RgWhen *when, GError **error)
{
  g_autofree char *keyword = NULL;
  const RgWhenKind *kind;

  if (!rg_automation_take (reader, "when"))
    return rg_automation_refuse (reader, error, _("an automation begins with “when”."));
  keyword = rg_automation_take_word (reader);
  kind = rg_when_kind_find (keyword);
  if (kind == NULL)
    /* Translators: %s is a word that somebody typed. */
    return rg_automation_refuse (reader, error, _("nothing begins with “when %s”."), keyword);
  rg_when_set_kind (when, kind);
  if ((kind->fields & RG_WHEN_OF) != 0 && !rg_automation_read_of (reader, when, error))
    return FALSE;
  when->first = (kind->fields & RG_WHEN_FIRST) != 0 && rg_automation_take (reader, "first");
  if ((kind->fields & RG_WHEN_SEGMENT) != 0
      && !rg_automation_take_text (reader, &when->segment, error))
    return FALSE;
  if ((kind->fields & RG_WHEN_AGE) != 0 && rg_automation_take (reader, "turning")
      && !rg_automation_take_number (reader, RG_AGE_MAX, &when->age, error))
    return FALSE;
  if ((kind->fields & RG_WHEN_AT_LEAST) != 0 && rg_automation_take (reader, "at-least")
      && !rg_automation_take_number (reader, RG_AUTOMATION_POINTS_MOST, &when->points, error))
    return FALSE;
  return (kind->fields & (RG_WHEN_AFTER | RG_WHEN_BEFORE)) == 0
         || rg_automation_read_wait (reader, when, error);
}

static gboolean
rg_automation_read_task (RgAutomationReader *reader, RgThen *then, GError **error)
{
  then->allowed = FALSE;
  if (!rg_automation_take_text (reader, &then->text, error)
      || (rg_automation_take (reader, "for")
          && !rg_automation_take_text (reader, &then->owner, error)))
    return FALSE;
  if (rg_automation_take (reader, "in")
      && (!rg_automation_take_number (reader, RG_AUTOMATION_DAYS_MOST, &then->days, error)
          || !(rg_automation_take (reader, "days") || rg_automation_take (reader, "day"))))
    return rg_automation_refuse (reader, error, _("“days” was expected after the number."));
  if (!rg_automation_take (reader, "if"))
    return TRUE;
  then->allowed = rg_automation_take (reader, "allowed");
  return then->allowed
         || rg_automation_refuse (reader, error, _("“allowed” was expected after “if”."));
}

static gboolean
rg_automation_read_coupon (RgAutomationReader *reader, RgThen *then, GError **error)
{
  then->id = RG_THEN_COUPON;
  then->allowed = FALSE;
  if (!rg_automation_take_text (reader, &then->text, error))
    return FALSE;
  if (!rg_automation_take (reader, "for"))
    return TRUE;
  if (!rg_automation_take_number (reader, RG_AUTOMATION_DAYS_MOST, &then->days, error))
    return FALSE;
  return rg_automation_take (reader, "days") || rg_automation_take (reader, "day")
         || rg_automation_refuse (reader, error, _("“days” was expected after the number."));
}

static gboolean
rg_automation_read_then (RgAutomationReader *reader, RgThen *then, GError **error)
{
  g_autofree char *word = rg_automation_take_word (reader);

  if (g_str_equal (word, "task"))
    return rg_automation_read_task (reader, then, error);
  if (g_str_equal (word, "coupon"))
    return rg_automation_read_coupon (reader, then, error);
  if (g_str_equal (word, "tag"))
    then->id = RG_THEN_TAG;
  else if (g_str_equal (word, "draft"))
    then->id = RG_THEN_DRAFT;
  else if (g_str_equal (word, "add"))
    then->id = RG_THEN_ADD;
  else if (g_str_equal (word, "fill"))
    then->id = RG_THEN_FILL;
  else
    return rg_automation_refuse (reader, error,
                                 /* Translators: the words in quotes stay as they are. */
                                 _("“task”, “tag”, “draft”, “add”, “fill” or “coupon” was "
                                   "expected."));
  then->allowed = FALSE;
  return rg_automation_take_text (reader, &then->name, error)
         && (then->id != RG_THEN_FILL || rg_automation_take_text (reader, &then->text, error));
}

static gboolean
rg_automation_read (RgAutomationReader *reader, RgAutomation *automation, GError **error)
{
  if (!rg_automation_read_when (reader, &automation->when, error)
      || (rg_automation_take (reader, "if")
          && !rg_automation_take_text (reader, &automation->segment, error)))
    return FALSE;
  g_ptr_array_set_size (automation->then, 0);
  while (rg_automation_take (reader, "then"))
    {
      if (automation->then->len == RG_AUTOMATION_STEPS)
        return rg_automation_refuse (reader, error, _("an automation does at most %d things."),
                                     RG_AUTOMATION_STEPS);
      g_ptr_array_add (automation->then, rg_then_new (RG_THEN_TASK));
      if (!rg_automation_read_then (reader, automation->then->pdata[automation->then->len - 1],
                                    error))
        return FALSE;
    }
  rg_automation_skip (reader);
  if (*reader->at != '\0')
    return rg_automation_refuse (reader, error, _("“then” was expected."));
  return TRUE;
}

RgAutomation *
rg_automation_parse (const char *text, GError **error)
{
  g_autoptr (RgAutomation) automation = rg_automation_new ();
  RgAutomationReader reader = { text, 1 };

  if (!g_utf8_validate (text, -1, NULL) || strlen (text) > RG_AUTOMATION_LENGTH)
    {
      rg_automation_refuse (&reader, error, _("this is no text, or a very long one."));
      return NULL;
    }
  return rg_automation_read (&reader, automation, error) ? g_steal_pointer (&automation) : NULL;
}

char *
rg_automation_help (void)
{
  GString *out = g_string_new (_("An automation is a text such as\n\n"
                                 "  when bought category \"Coffee\" first after 3 days\n"
                                 "  if \"Regulars\"\n"
                                 "  then task \"Call and ask\" for \"Kim\" in 2 days if allowed\n"
                                 "  then tag \"thanked\"\n\nWhen it is:\n"));

  for (guint i = 0; i < rg_n_when_kinds (); i++)
    g_string_append_printf (out, "  when %s\n", rg_when_kind_at (i)->form);
  g_string_append (out, _("\nIf: the name of a segment, or no such line.\n\nThen, one or more:\n"));
  g_string_append (out, "  then task \"X\" [for \"X\"] [in N days] [if allowed]\n"
                        "  then tag \"X\"\n"
                        "  then draft \"X\"\n"
                        "  then add \"X\"\n"
                        "  then fill \"X\" \"X\"\n"
                        "  then coupon \"X\" [for N days]\n");
  return g_string_free (out, FALSE);
}
