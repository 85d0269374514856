/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `help`: the commands, and one of them or a topic at length. */
#include "config.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "ctl/rg-ctl-private.h"

#define NAME_COLUMNS 14
#define TERMINAL_COLUMNS 80

/* Where the word ends: at a blank that is not within {{ }}. */
static const char *
rg_ctl_find_end (const char *word)
{
  const char *at = word, *end = NULL;

  while (*at != '\0' && *at != ' ')
    {
      end = g_str_has_prefix (at, "{{") ? strstr (at, "}}") : NULL;
      at = end != NULL ? end + 2 : g_utf8_next_char (at);
    }
  return at;
}

static void
rg_ctl_append_paragraph (GString *out, guint indent, const char *text)
{
  glong column = 0;

  for (const char *word = text, *end; *word != '\0'; word = *end == ' ' ? end + 1 : end)
    {
      end = rg_ctl_find_end (word);
      const glong width = g_utf8_strlen (word, end - word);

      if (column > 0 && column + 1 + width > TERMINAL_COLUMNS)
        column = 0;
      if (column == 0)
        g_string_append_printf (out, "%s%*s", word == text ? "" : "\n", (int) indent, "");
      else
        g_string_append_c (out, ' ');
      g_string_append_len (out, word, end - word);
      column = (column == 0 ? (glong) indent : column + 1) + width;
    }
  g_string_append_c (out, '\n');
}

void
rg_ctl_append_wrapped (GString *out, guint indent, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);

  for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++)
    rg_ctl_append_paragraph (out, indent, *paragraph);
}

static void
rg_ctl_help_rows (RgCtl *ctl, gboolean topics)
{
  for (gsize i = 0; rg_ctl_families[i] != NULL; i++)
    {
      for (const RgCtlCommand *row = rg_ctl_families[i]; row->name != NULL; row++)
        {
          if ((row->run == NULL) != topics)
            continue;
          if (rg_ctl_wants_json (ctl))
            rg_ctl_json_text (ctl, row->name, _(row->summary));
          rg_ctl_print (ctl, "  %-*s %s\n", NAME_COLUMNS, row->name, _(row->summary));
        }
    }
}

static gboolean
rg_ctl_help_has_topics (void)
{
  for (gsize i = 0; rg_ctl_families[i] != NULL; i++)
    {
      for (const RgCtlCommand *row = rg_ctl_families[i]; row->name != NULL; row++)
        {
          if (row->run == NULL)
            return TRUE;
        }
    }
  return FALSE;
}

static void
rg_ctl_help_all (RgCtl *ctl)
{
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_print (ctl, "%s\n\n", _("Usage: regularsctl [--store FILE] [--json] COMMAND …"));
  rg_ctl_help_rows (ctl, FALSE);
  if (rg_ctl_help_has_topics ())
    rg_ctl_print (ctl, "\n%s\n", _("Further topics of help:"));
  rg_ctl_help_rows (ctl, TRUE);
  rg_ctl_print (ctl, "\n  %-*s %s\n", NAME_COLUMNS, "--store FILE",
                _("the shop’s file, instead of the user’s own"));
  rg_ctl_print (ctl, "  %-*s %s\n", NAME_COLUMNS, "--json",
                _("one JSON document on standard output; messages go to standard error"));
  rg_ctl_print (ctl, "\n%s\n",
                _("Amounts may be written as 1234.50 in every locale, or as your own writes "
                  "them."));
  rg_ctl_print (ctl, "%s\n",
                _("Exit code 0: done; 1: refused or failed, with a sentence; 2: wrong usage."));
  if (rg_ctl_wants_json (ctl))
    json_builder_end_object (rg_ctl_get_json (ctl));
}

static char *
rg_ctl_help_dup_details (const RgCtlCommand *row)
{
  if (row->dup_details != NULL)
    return row->dup_details ();
  return row->details != NULL ? g_strdup (_(row->details)) : NULL;
}

static void
rg_ctl_help_one (RgCtl *ctl, const RgCtlCommand *row)
{
  g_autofree char *details = rg_ctl_help_dup_details (row);

  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_text (ctl, "name", row->name);
      rg_ctl_json_text (ctl, "usage", row->usage);
      rg_ctl_json_text (ctl, "summary", _(row->summary));
      rg_ctl_json_text (ctl, "details", details);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  if (row->run != NULL)
    rg_ctl_print (ctl, "regularsctl %s%s%s\n\n", row->name, row->usage != NULL ? " " : "",
                  row->usage != NULL ? row->usage : "");
  rg_ctl_print (ctl, "%s\n", _(row->summary));
  if (details != NULL)
    rg_ctl_print (ctl, "\n%s\n", details);
}

static gboolean
rg_ctl_help (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);

  if (!rg_ctl_parse (ctl, &rest, NULL, 0, 1, error))
    return FALSE;
  if (rest[1] == NULL)
    {
      rg_ctl_help_all (ctl);
      return TRUE;
    }
  const RgCtlCommand *row = rg_ctl_find_command (rest[1]);
  if (row == NULL)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   /* Translators: %s is a word that somebody typed. */
                   _("There is no help about “%s”. “regularsctl help” lists what there is."),
                   rest[1]);
      return FALSE;
    }
  rg_ctl_help_one (ctl, row);
  return TRUE;
}

static gboolean
rg_ctl_version (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);

  if (!rg_ctl_parse (ctl, &rest, NULL, 0, 0, error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_text (ctl, "version", RG_VERSION);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  rg_ctl_print (ctl, "regularsctl %s\n", RG_VERSION);
  return TRUE;
}

const RgCtlCommand rg_ctl_help_commands[] = {
  { "help", "[COMMAND]", N_("List the commands, or explain one"), NULL, rg_ctl_help },
  { "version", NULL, N_("Say which version this is"), NULL, rg_ctl_version },
  { NULL },
};
