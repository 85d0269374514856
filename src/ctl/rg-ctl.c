/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Options, output and the shop of one call. */
#include "config.h"

#include "ctl/rg-ctl-private.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <unistd.h>

#define FLUSH_BYTES 65536
#define MOST_ROWS 1000000

G_DEFINE_QUARK (rg-ctl-error-quark, rg_ctl_error)

/* --- Output ----------------------------------------------------------------------------------- */

static void
rg_ctl_flush (RgCtl *ctl)
{
  if (!ctl->direct)
    return;
  fwrite (ctl->output->str, 1, ctl->output->len, stdout);
  fflush (stdout);
  fwrite (ctl->messages->str, 1, ctl->messages->len, stderr);
  g_string_truncate (ctl->output, 0);
  g_string_truncate (ctl->messages, 0);
}

void
rg_ctl_print (RgCtl *ctl, const char *format, ...)
{
  va_list list;

  if (ctl->json_wanted)
    return;
  va_start (list, format);
  g_string_append_vprintf (ctl->output, format, list);
  va_end (list);
  if (ctl->output->len > FLUSH_BYTES)
    rg_ctl_flush (ctl);
}

void
rg_ctl_say (RgCtl *ctl, const char *format, ...)
{
  va_list list;

  va_start (list, format);
  g_string_append_vprintf (ctl->messages, format, list);
  va_end (list);
  g_string_append_c (ctl->messages, '\n');
  if (ctl->direct)
    rg_ctl_flush (ctl);
}

gboolean
rg_ctl_wants_json (RgCtl *ctl)
{
  return ctl->json_wanted;
}

JsonBuilder *
rg_ctl_get_json (RgCtl *ctl)
{
  g_return_val_if_fail (ctl->json_wanted, NULL);
  if (ctl->json == NULL)
    ctl->json = json_builder_new ();
  return ctl->json;
}

/* Every call with --json ends with exactly one document, a failed one as well. */
static void
rg_ctl_end_json (RgCtl *ctl, const char *failure)
{
  if (failure != NULL)
    g_clear_object (&ctl->json);
  JsonBuilder *json = rg_ctl_get_json (ctl);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  if (root == NULL)
    {
      json_builder_begin_object (json);
      if (failure != NULL)
        rg_ctl_json_text (ctl, "error", failure);
      json_builder_end_object (json);
      root = json_builder_get_root (json);
    }
  g_autofree char *text = json_to_string (root, TRUE);
  g_string_append (ctl->output, text);
  g_string_append_c (ctl->output, '\n');
}

void
rg_ctl_json_text (RgCtl *ctl, const char *name, const char *value)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);
  json_builder_set_member_name (json, name);
  if (value != NULL)
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

void
rg_ctl_json_int (RgCtl *ctl, const char *name, gint64 value)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

void
rg_ctl_json_id (RgCtl *ctl, const char *name, gint64 id)
{
  if (id != 0)
    rg_ctl_json_int (ctl, name, id);
  else
    rg_ctl_json_text (ctl, name, NULL);
}

void
rg_ctl_say_done (RgCtl *ctl, gint64 action)
{
  rg_ctl_print (ctl, "%s\n", _("Done"));
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_id (ctl, "action", action);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

void
rg_ctl_json_bool (RgCtl *ctl, const char *name, gboolean value)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

void
rg_ctl_json_day (RgCtl *ctl, const char *name, RgDay day)
{
  g_autofree char *text = day != RG_DAY_NONE ? rg_day_format_iso (day) : NULL;
  rg_ctl_json_text (ctl, name, text);
}

void
rg_ctl_json_uuid (RgCtl *ctl, const char *name, const void *uuid)
{
  g_autofree char *text = uuid != NULL ? rg_uuid_to_string (uuid) : NULL;
  rg_ctl_json_text (ctl, name, text);
}

/* --- Arguments -------------------------------------------------------------------------------- */

static gboolean
rg_ctl_parse_count (GStrv args, guint min, guint max, GError **error)
{
  guint n = g_strv_length (args) - 1;
  if (n < min)
    g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                 /* Translators: %s is a command of regularsctl. */
                 _("“%s” needs more: “regularsctl help %s” says what."), args[0], args[0]);
  else if (n > max)
    g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                 /* Translators: the first %s is a word that was typed, the others are a command. */
                 _("“%s” is too much here: “regularsctl help %s” says what “%s” takes."),
                 args[max + 1], args[0], args[0]);
  return n >= min && n <= max;
}

gboolean
rg_ctl_parse (RgCtl *ctl, GStrv *args, const GOptionEntry *entries, guint min, guint max,
              GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) wrong = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, args, &wrong))
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   /* Translators: %s is what is wrong; then a command of regularsctl. */
                   _("%s. “regularsctl help %s” says which options there are."), wrong->message,
                   (*args)[0]);
      return FALSE;
    }
  return rg_ctl_parse_count (*args, min, max, error);
}

gboolean
rg_ctl_parse_id (const char *text, gint64 *id, GError **error)
{
  guint64 value = 0;
  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &value, NULL))
    {
      *id = (gint64) value;
      return TRUE;
    }
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: %s is a word that somebody typed. */
               _("“%s” is no number of that kind; give one from 1 upwards."), text);
  return FALSE;
}

gboolean
rg_ctl_check_limit (int limit, GError **error)
{
  if (limit >= 1 && limit <= MOST_ROWS)
    return TRUE;
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE, _("--limit must be between 1 and %d."),
               MOST_ROWS);
  return FALSE;
}

char *
rg_ctl_dup_path (RgCtl *ctl, const char *path)
{
  return g_canonicalize_filename (path, ctl->directory);
}

GInputStream *
rg_ctl_get_input (RgCtl *ctl)
{
  if (ctl->input == NULL)
    ctl->input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  return ctl->input;
}

/* --- The call --------------------------------------------------------------------------------- */

RgCtl *
rg_ctl_new (const char *directory, GInputStream *input)
{
  RgCtl *ctl = g_new0 (RgCtl, 1);
  ctl->directory = g_strdup (directory);
  ctl->input = input != NULL ? g_object_ref (input) : NULL;
  ctl->output = g_string_new (NULL);
  ctl->messages = g_string_new (NULL);
  return ctl;
}

void
rg_ctl_free (RgCtl *ctl)
{
  g_clear_object (&ctl->store);
  g_clear_object (&ctl->open_store);
  g_clear_object (&ctl->json);
  g_clear_error (&ctl->failure);
  g_clear_object (&ctl->input);
  g_free (ctl->store_path);
  g_free (ctl->directory);
  g_string_free (ctl->output, TRUE);
  g_string_free (ctl->messages, TRUE);
  g_free (ctl);
}

void
rg_ctl_set_direct (RgCtl *ctl, gboolean direct)
{
  ctl->direct = direct;
}

const GString *
rg_ctl_get_output (RgCtl *ctl)
{
  return ctl->output;
}

const GString *
rg_ctl_get_messages (RgCtl *ctl)
{
  return ctl->messages;
}

static gboolean
rg_ctl_take_store_path (RgCtl *ctl, const char *path, GError **error)
{
  if (path == NULL || *path == '\0')
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("--store needs the name of a file after it."));
      return FALSE;
    }
  g_free (ctl->store_path);
  ctl->store_path = rg_ctl_dup_path (ctl, path);
  return TRUE;
}

GStrv
rg_ctl_take_options (RgCtl *ctl, const char *const *argv, GError **error)
{
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();
  gboolean over = FALSE;

  for (gsize i = 0; argv[i] != NULL; i++)
    {
      gboolean names_store = !over && g_str_equal (argv[i], "--store");
      gboolean holds_store = !over && g_str_has_prefix (argv[i], "--store=");
      if (names_store || holds_store)
        {
          const char *path = names_store ? argv[i + 1] : argv[i] + strlen ("--store=");
          if (!rg_ctl_take_store_path (ctl, path, error))
            return NULL;
          i += names_store ? 1 : 0;
        }
      else if (!over && g_str_equal (argv[i], "--json"))
        ctl->json_wanted = TRUE;
      else if (!over && (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h")))
        ctl->help_wanted = TRUE;
      else
        {
          over = over || g_str_equal (argv[i], "--");
          g_strv_builder_add (rest, argv[i]);
        }
    }
  return g_strv_builder_end (rest);
}

static gboolean
rg_ctl_run_help (RgCtl *ctl, const char *topic, GError **error)
{
  char *args[] = { (char *) "help", (char *) topic, NULL };
  return rg_ctl_find_command ("help")->run (ctl, args, error);
}

static gboolean
rg_ctl_run_command (RgCtl *ctl, const char *const *argv, GError **error)
{
  g_auto (GStrv) args = rg_ctl_take_options (ctl, argv, error);
  if (args == NULL)
    return FALSE;
  if (ctl->help_wanted)
    return rg_ctl_run_help (ctl, args[0], error);
  if (args[0] == NULL)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   _("Say what to do: “regularsctl help” lists the commands."));
      return FALSE;
    }
  const char *name = g_str_equal (args[0], "--version") ? "version" : args[0];
  const RgCtlCommand *command = rg_ctl_find_command (name);
  if (command == NULL || command->run == NULL)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   /* Translators: %s is a word that somebody typed. */
                   _("“%s” is no command. “regularsctl help” lists them."), args[0]);
      return FALSE;
    }
  return command->run (ctl, args, error);
}

int
rg_ctl_end (RgCtl *ctl, const GError *error)
{
  g_autofree char *words = error != NULL ? rg_error_text (error) : NULL;

  if (words != NULL)
    rg_ctl_say (ctl, "%s", words);
  if (ctl->json_wanted)
    rg_ctl_end_json (ctl, words);
  rg_ctl_flush (ctl);
  if (error == NULL)
    return RG_CTL_DONE;
  return g_error_matches (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE) ? RG_CTL_USAGE : RG_CTL_FAILED;
}

int
rg_ctl_run (RgCtl *ctl, const char *const *argv)
{
  g_autoptr (GError) error = NULL;

  if (!rg_ctl_run_command (ctl, argv, &error) && error == NULL)
    g_set_error_literal (&error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                         _("Something went wrong, and it is not known what."));
  return rg_ctl_end (ctl, error != NULL ? error : ctl->failure);
}
