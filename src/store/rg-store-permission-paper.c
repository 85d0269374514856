/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is to stand on a permission form. */
#include "store/rg-store-permission-paper.h"

#include "base/rg-i18n.h"
#include "model/rg-shown-name.h"
#include "store/rg-store-profile.h"
#include "store/rg-store-wordings.h"

static void
rg_paper_refuse (GError **error, RgStoreError code, const char *sentence)
{
  g_set_error_literal (error, RG_STORE_ERROR, code, sentence);
}

static void
rg_paper_add_wording (RgPermissionPaper *paper, const RgWording *wording)
{
  g_set_str (&paper->version, wording->version);
  g_set_str (&paper->text, wording->text);
  g_set_str (&paper->benefits, wording->benefits);
}

static RgWording *
rg_paper_read_current (RgDb *db, GError **error)
{
  RgWording *wording;

  if (rg_wording_read_current (db, &wording, error) && wording == NULL)
    rg_paper_refuse (error, RG_STORE_ERROR_NOT_FOUND,
                     _("No permission form has been written yet. Preferences is the place for "
                       "it."));
  return wording;
}

/* Of the newest entry that counts and names words. */
static RgWording *
rg_paper_read_agreed (RgDb *db, const RgProfile *profile, GError **error)
{
  for (guint i = 0; i < profile->ledger->len; i++)
    {
      const RgConsentRow *row = profile->ledger->pdata[i];

      if (row->counts && row->granted && row->wording_id != 0)
        return rg_wording_read (db, row->wording_id, error);
    }
  rg_paper_refuse (error, RG_STORE_ERROR_INVALID,
                   _("Nothing says which words this customer agreed to. Write down their form "
                     "first."));
  return NULL;
}

static void
rg_paper_add_person (RgPermissionPaper *paper, const RgProfile *profile)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  g_free (paper->name);
  paper->name = rg_customer_dup_shown_name (profile->details->name, profile->details->number);
  for (guint i = 0; i < profile->contacts->len; i++)
    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "",
                            ((const RgProfileContact *) profile->contacts->pdata[i])->text);
  g_set_str (&paper->contacts, lines->str);
}

/* The day of the entry that decides, on a copy. */
static void
rg_paper_add_answers (RgPermissionPaper *paper, const RgProfile *profile)
{
  for (int i = 0; i < RG_N_ASKED; i++)
    {
      const gboolean yes = profile != NULL && profile->permissions[i].state == RG_PERMISSION_YES;
      const char *label = i == RG_ASKED_TAILORED
                            ? _("Offers chosen by what I look at, or buy elsewhere")
                            : rg_asked_get_label ((RgChannel) i);
      g_autofree char *detail = g_strdup ("");

      for (guint k = 0; yes && k < profile->ledger->len; k++)
        {
          const RgConsentRow *row = profile->ledger->pdata[k];

          if (row->id != profile->permissions[i].entry)
            continue;
          g_free (detail);
          detail = rg_day_format_long (row->effective_on);
        }
      rg_permission_paper_add (paper, label, detail, yes);
    }
}

RgPermissionPaper *
rg_permission_paper_read (RgDb *db, const RgShop *shop, gint64 customer, gboolean copy,
                          RgDay today, gint64 *wording, GError **error)
{
  g_autoptr (RgPermissionPaper) paper = rg_permission_paper_new ();
  g_autoptr (RgProfile) profile = NULL;
  g_autoptr (RgWording) words = NULL;
  GError *wrong = NULL;

  if (customer != 0)
    profile = rg_profile_read (db, customer, shop->country, &wrong);
  if (wrong != NULL)
    {
      g_propagate_error (error, wrong);
      return NULL;
    }
  if (customer != 0 && profile == NULL)
    {
      rg_paper_refuse (error, RG_STORE_ERROR_NOT_FOUND,
                       _("This customer is not there any more."));
      return NULL;
    }
  words = copy && profile != NULL ? rg_paper_read_agreed (db, profile, error)
                                  : rg_paper_read_current (db, error);
  if (words == NULL)
    return NULL;
  g_set_str (&paper->shop, shop->name);
  g_set_str (&paper->address, shop->address);
  paper->copy = copy;
  paper->day = today;
  rg_paper_add_wording (paper, words);
  if (profile != NULL)
    rg_paper_add_person (paper, profile);
  rg_paper_add_answers (paper, copy ? profile : NULL);
  if (wording != NULL)
    *wording = words->id;
  return g_steal_pointer (&paper);
}
