/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is done by itself: `automation`. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-automation.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-automation-run.h"

/* People of whom `show` and `dry-run` tell by name. */
#define RG_CTL_FIRED_SHOWN 50

typedef struct {
  const char *text; /* NULL: all of them */
  GPtrArray *all;
  RgSavedAutomation *saved;
  GPtrArray *fired;
  char *problem;
  const RgShop *shop;
} RgCtlAutomations;

static void
rg_ctl_automations_clear (RgCtlAutomations *found)
{
  g_clear_pointer (&found->all, g_ptr_array_unref);
  g_clear_pointer (&found->saved, rg_saved_automation_free);
  g_clear_pointer (&found->fired, g_ptr_array_unref);
  g_free (found->problem);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlAutomations, rg_ctl_automations_clear)

static gboolean
rg_ctl_automations_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlAutomations *found = data;
  g_autoptr (GError) problem = NULL;

  if (found->text == NULL)
    found->all = rg_automations_read_checked (db, found->shop, error);
  else
    found->saved = rg_saved_automation_find (db, found->text, error);
  if (found->saved == NULL)
    return found->all != NULL;
  if (!rg_automation_check (db, found->shop, found->saved->automation, &problem))
    found->problem = g_strdup (problem->message);
  found->fired = rg_automation_read_fired (db, found->saved->uuid, RG_CTL_FIRED_SHOWN, error);
  return found->fired != NULL;
}

static gboolean
rg_ctl_automations_read (RgCtl *ctl, const char *text, RgCtlAutomations *found, GError **error)
{
  RgStore *store = rg_ctl_get_store (ctl, error);

  found->text = text;
  found->shop = store != NULL ? rg_store_get_shop (store) : NULL;
  return store != NULL
         && rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_automations_in_thread, found, NULL,
                                error);
}

/* --- telling ------------------------------------------------------------------------------ */

static void
rg_ctl_automation_facts (RgCtl *ctl, const RgSavedAutomation *saved)
{
  g_autofree char *text = rg_automation_print (saved->automation);
  g_autofree char *sentence = rg_automation_sentence (saved->automation);

  rg_ctl_json_int (ctl, "id", saved->id);
  rg_ctl_json_uuid (ctl, "uuid", saved->uuid);
  rg_ctl_json_text (ctl, "name", saved->name);
  rg_ctl_json_text (ctl, "text", text);
  rg_ctl_json_text (ctl, "sentence", sentence);
  rg_ctl_json_bool (ctl, "on", saved->since_on != RG_DAY_NONE);
  rg_ctl_json_day (ctl, "since_on", saved->since_on);
  rg_ctl_json_int (ctl, "done", saved->n_fired);
}

static char *
rg_ctl_automation_state (const RgSavedAutomation *saved)
{
  g_autofree char *day = NULL;

  if (saved->since_on == RG_DAY_NONE)
    return g_strdup (_("off"));
  day = rg_day_format (saved->since_on);
  /* Translators: of an automation: %s is the first day that counts. */
  return g_strdup_printf (_("on, for what falls due from %s"), day);
}

static void
rg_ctl_tell_automation (RgCtl *ctl, const RgSavedAutomation *saved)
{
  g_autofree char *state = rg_ctl_automation_state (saved);
  g_autofree char *sentence = rg_automation_sentence (saved->automation);

  rg_ctl_print (ctl, "%6" G_GINT64_FORMAT "  %s · %s\n        %s\n", saved->id, saved->name, state,
                sentence);
  if (saved->problem != NULL)
    rg_ctl_print (ctl, "        %s\n", saved->problem);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_automation_facts (ctl, saved);
  rg_ctl_json_text (ctl, "problem", saved->problem);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_automation_list (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (RgCtlAutomations) found = { NULL };

  if (!rg_ctl_automations_read (ctl, NULL, &found, error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < found.all->len; i++)
    rg_ctl_tell_automation (ctl, found.all->pdata[i]);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  if (found.all->len == 0)
    rg_ctl_say (ctl, "%s", _("There are no automations."));
  return TRUE;
}

static void
rg_ctl_tell_fired (RgCtl *ctl, const RgFired *fired)
{
  g_autofree char *day = rg_day_format_iso (fired->due_on);
  const char *name = fired->customer_name != NULL ? fired->customer_name : _("Erased");

  rg_ctl_print (ctl, "%s  %s%s\n", day, name,
                fired->done ? "" : _(" (may not be contacted)"));
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_day (ctl, "due_on", fired->due_on);
  rg_ctl_json_uuid_of (ctl, "customer_uuid", RG_UUIDS_CUSTOMER, fired->customer);
  rg_ctl_json_text (ctl, "customer", fired->customer_name);
  rg_ctl_json_bool (ctl, "done", fired->done);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_tell_all_fired (RgCtl *ctl, const char *name, GPtrArray *fired, guint most)
{
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_set_member_name (rg_ctl_get_json (ctl), name);
      json_builder_begin_array (rg_ctl_get_json (ctl));
    }
  for (guint i = 0; i < fired->len && (i < most || rg_ctl_wants_json (ctl)); i++)
    rg_ctl_tell_fired (ctl, fired->pdata[i]);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_automation_show (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (RgCtlAutomations) found = { NULL };
  g_autofree char *text = NULL, *sentence = NULL, *state = NULL;

  if (!rg_ctl_automations_read (ctl, args[2], &found, error))
    return FALSE;
  text = rg_automation_print (found.saved->automation);
  sentence = rg_automation_sentence (found.saved->automation);
  state = rg_ctl_automation_state (found.saved);
  rg_ctl_print (ctl, "%s · %s\n%s\n\n%s\n", found.saved->name, state, sentence, text);
  if (found.problem != NULL)
    rg_ctl_print (ctl, "\n%s\n", found.problem);
  if (found.fired->len > 0)
    rg_ctl_print (ctl, "\n");
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_automation_facts (ctl, found.saved);
      rg_ctl_json_text (ctl, "problem", found.problem);
    }
  rg_ctl_tell_all_fired (ctl, "people", found.fired, RG_CTL_FIRED_SHOWN);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_object (rg_ctl_get_json (ctl));
  return TRUE;
}

/* --- dry run ------------------------------------------------------------------------------ */

/* A line a week, the first one first. */
static void
rg_ctl_tell_weeks (RgCtl *ctl, GPtrArray *fired, RgDay from, RgDay to, int first_weekday)
{
  guint at = 0;

  if (rg_ctl_wants_json (ctl))
    {
      json_builder_set_member_name (rg_ctl_get_json (ctl), "weeks");
      json_builder_begin_array (rg_ctl_get_json (ctl));
    }
  for (RgDay week = rg_day_week_start (from, first_weekday); week <= to; week += 7)
    {
      g_autofree char *day = rg_day_format_iso (MAX (week, from));
      guint n = 0;

      for (; at < fired->len && ((RgFired *) fired->pdata[at])->due_on < week + 7; at++)
        n++;
      rg_ctl_print (ctl, "%s  %6u\n", day, n);
      if (!rg_ctl_wants_json (ctl))
        continue;
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_text (ctl, "from", day);
      rg_ctl_json_int (ctl, "times", n);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
}

/* A saved one by its name, else what the text itself says. */
static RgAutomation *
rg_ctl_automation_parse (RgCtl *ctl, const char *text, GError **error)
{
  g_auto (RgCtlAutomations) found = { NULL };

  if (!rg_ctl_automations_read (ctl, text, &found, NULL))
    return rg_automation_parse (text, error);
  return rg_automation_copy (found.saved->automation);
}

static gboolean
rg_ctl_automation_dry_run (RgCtl *ctl, GStrv args, GError **error)
{
  RgStore *store = rg_ctl_get_store (ctl, error);
  g_autoptr (RgAutomation) automation =
    store != NULL ? rg_ctl_automation_parse (ctl, args[2], error) : NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GPtrArray) fired = NULL;
  RgDay from, to;

  if (automation == NULL)
    return FALSE;
  if (rg_automation_missing_when (automation) != NULL)
    {
      g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                           rg_automation_missing_when (automation));
      return FALSE;
    }
  fired = rg_automation_dry_run (store, automation, &from, &to, error);
  if (fired == NULL)
    return FALSE;
  sentence = rg_automation_sentence (automation);
  rg_ctl_print (ctl, "%s\n", sentence);
  rg_ctl_print (ctl, P_("%u time in %d days:\n", "%u times in %d days:\n", fired->len),
                fired->len, RG_AUTOMATION_DRY_DAYS);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_text (ctl, "sentence", sentence);
      rg_ctl_json_day (ctl, "from", from);
      rg_ctl_json_day (ctl, "to", to);
      rg_ctl_json_int (ctl, "times", fired->len);
    }
  rg_ctl_tell_weeks (ctl, fired, from, to, rg_store_get_shop (store)->first_weekday);
  rg_ctl_print (ctl, "\n");
  rg_ctl_tell_all_fired (ctl, "people", fired, RG_CTL_FIRED_SHOWN);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_object (rg_ctl_get_json (ctl));
  return TRUE;
}

/* --- changing ----------------------------------------------------------------------------- */

static gboolean
rg_ctl_automation_save (RgCtl *ctl, GStrv args, gint64 *action, GError **error)
{
  RgStore *store = rg_ctl_get_store (ctl, error);
  g_autoptr (RgSavedAutomation) saved = NULL;
  RgAutomation *automation;

  if (store == NULL || (automation = rg_automation_parse (args[3], error)) == NULL)
    return FALSE;
  saved = rg_saved_automation_new (args[2], automation);
  if (g_str_equal (args[1], "edit"))
    {
      g_auto (RgCtlAutomations) found = { NULL };

      if (!rg_ctl_automations_read (ctl, args[2], &found, error))
        return FALSE;
      saved->id = found.saved->id;
      saved->since_on = found.saved->since_on;
      g_set_str (&saved->name, found.saved->name);
    }
  return rg_store_save_automation_sync (store, saved, NULL, action, error);
}

static gboolean
rg_ctl_automation_change (RgCtl *ctl, GStrv args, gint64 *action, GError **error)
{
  g_auto (RgCtlAutomations) found = { NULL };
  RgStore *store = rg_ctl_get_store (ctl, error);

  if (store == NULL || !rg_ctl_automations_read (ctl, args[2], &found, error))
    return FALSE;
  if (g_str_equal (args[1], "delete"))
    return rg_store_delete_automation_sync (store, found.saved->id, action, error);
  return rg_store_switch_automation_sync (store, found.saved->id, g_str_equal (args[1], "on"),
                                          action, error);
}

static gboolean
rg_ctl_automation_edit (RgCtl *ctl, GStrv args, GError **error)
{
  gint64 action = 0;

  if (!(g_strv_length (args) == 4 ? rg_ctl_automation_save (ctl, args, &action, error)
                                  : rg_ctl_automation_change (ctl, args, &action, error)))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

/* --- running ------------------------------------------------------------------------------ */

static void
rg_ctl_tell_done (RgCtl *ctl, const RgAutomationDone *done)
{
  if (done->problem != NULL)
    rg_ctl_print (ctl, "%s: %s\n", done->name, done->problem);
  else
    rg_ctl_print (ctl, P_("%s: %u person\n", "%s: %u people\n", done->done), done->name,
                  done->done);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "automation", done->name);
  rg_ctl_json_int (ctl, "done", done->done);
  rg_ctl_json_int (ctl, "may_not_be_contacted", done->passed);
  rg_ctl_json_text (ctl, "problem", done->problem);
  rg_ctl_json_id (ctl, "action", done->action);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

gboolean
rg_ctl_run_automations (RgCtl *ctl, RgStore *store, GError **error)
{
  g_autoptr (GPtrArray) done = rg_automations_run_sync (store, NULL, error);

  for (guint i = 0; done != NULL && i < done->len; i++)
    rg_ctl_tell_done (ctl, done->pdata[i]);
  return done != NULL;
}

/* --- the command -------------------------------------------------------------------------- */

static const struct {
  const char *verb;
  guint n; /* words, with `automation` */
  gboolean (*run) (RgCtl *ctl, GStrv args, GError **error);
} rg_ctl_automation_verbs[] = {
  { "list", 2, rg_ctl_automation_list },       { "show", 3, rg_ctl_automation_show },
  { "dry-run", 3, rg_ctl_automation_dry_run }, { "add", 4, rg_ctl_automation_edit },
  { "edit", 4, rg_ctl_automation_edit },       { "on", 3, rg_ctl_automation_edit },
  { "off", 3, rg_ctl_automation_edit },        { "delete", 3, rg_ctl_automation_edit },
};

static gboolean
rg_ctl_automation (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  guint n;

  if (g_strcmp0 (args[1], "coupons") == 0)
    return rg_ctl_automation_coupons (ctl, args, error);
  if (!rg_ctl_parse (ctl, &rest, NULL, 0, 3, error))
    return FALSE;
  n = g_strv_length (rest);
  if (n == 1)
    return rg_ctl_automation_list (ctl, rest, error);
  for (guint i = 0; i < G_N_ELEMENTS (rg_ctl_automation_verbs); i++)
    if (g_str_equal (rg_ctl_automation_verbs[i].verb, rest[1])
        && rg_ctl_automation_verbs[i].n == n)
      return rg_ctl_automation_verbs[i].run (ctl, rest, error);
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               _("That cannot be done with automations. “regularsctl help automation” says what "
                 "can."));
  return FALSE;
}

static char *
rg_ctl_automation_dup_details (void)
{
  g_autofree char *text = rg_automation_help ();

  return g_strconcat (
    _("A new one is off. “on” counts what falls due from that day on; “dry-run” says for whom it\n"
      "would have been in the last 90 days, and writes nothing. “run-due” does what is due.\n"
      "Nothing is done twice for the same occasion, even where it was taken back in History.\n"
      "“if allowed” leaves out whoever may not be contacted in any way. What fell due more than\n"
      "two months ago is let go. “coupons” lists the coupons that it gave; --open those that can\n"
      "be used today, which --pdf writes as sheets to cut out.\n\n"),
    text, NULL);
}

const RgCtlCommand rg_ctl_automation_commands[] = {
  { "automation",
    "[list] | show NAME | dry-run NAME|TEXT | add NAME TEXT | edit NAME TEXT | on NAME | off NAME "
    "| delete NAME | coupons NAME [--open] [--pdf FILE]",
    N_("Say what is done by itself when something happens to somebody"), NULL, rg_ctl_automation,
    rg_ctl_automation_dup_details },
  { NULL },
};
