/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How often people are contacted: `contact-budget`. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-budget.h"

static gboolean
rg_ctl_budget_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_contact_budget_read (db, data, error);
}

static void
rg_ctl_tell_budget (RgCtl *ctl, RgContactBudget *budget)
{
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_object (rg_ctl_get_json (ctl));
  for (guint n = 0; rg_contact_budget_word (n) != NULL; n++)
    {
      rg_ctl_print (ctl, "%-16s %d\n", rg_contact_budget_word (n),
                    *rg_contact_budget_at (budget, n));
      if (rg_ctl_wants_json (ctl))
        rg_ctl_json_int (ctl, rg_contact_budget_word (n), *rg_contact_budget_at (budget, n));
    }
  if (rg_ctl_wants_json (ctl))
    json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_budget_set (RgContactBudget *budget, const char *word, const char *number, GError **error)
{
  gint64 value;

  for (guint n = 0; rg_contact_budget_word (n) != NULL; n++)
    if (g_str_equal (word, rg_contact_budget_word (n)) && number != NULL
        && g_ascii_string_to_signed (number, 10, 0, G_MAXINT, &value, NULL))
      {
        *rg_contact_budget_at (budget, n) = (int) value;
        return TRUE;
      }
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: %s is a word that somebody typed. */
               _("“%s” needs a number, or is not understood. “regularsctl help contact-budget” "
                 "tells the words."),
               word);
  return FALSE;
}

static gboolean
rg_ctl_contact_budget (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  RgContactBudget budget;
  RgStore *store;
  gint64 action = 0;

  if (!rg_ctl_parse (ctl, &rest, NULL, 0, 40, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_budget_in_thread, &budget, NULL,
                              error))
    return FALSE;
  if (rest[1] == NULL)
    {
      rg_ctl_tell_budget (ctl, &budget);
      return TRUE;
    }
  for (char **word = rest + 1; *word != NULL; word += word[1] != NULL ? 2 : 1)
    if (!rg_ctl_budget_set (&budget, word[0], word[1], error))
      return FALSE;
  if (!rg_store_save_contact_budget_sync (store, &budget, &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

const RgCtlCommand rg_ctl_budget_commands[] = {
  { "contact-budget", "| WORD NUMBER …", N_("Show or change how often people are contacted"),
    N_("month and week are the contacts of a person at most in 30 and in 7 days, home-month and\n"
       "home-week those of a household, in which those to others on the same list count as well;\n"
       "gap is the days between two of a person; 0 is no limit. on, one-an-address, quiet\n"
       "and quiet-sundays are 0 or 1, quiet-from and quiet-until minutes of the day. Campaigns\n"
       "that went out and calls that were written down count."),
    rg_ctl_contact_budget },
  { NULL },
};
