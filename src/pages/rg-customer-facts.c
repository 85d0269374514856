/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The facts of a profile. */
#include "pages/rg-customer-facts.h"

#include "base/rg-i18n.h"

/* --- how they are reached --- */

static const char *
rg_customer_facts_contact_word (const RgProfileContact *contact)
{
  if (g_str_equal (contact->kind, "email"))
    return contact->of_home ? _("E-mail of the household") : _("E-mail");
  if (g_str_equal (contact->kind, "phone"))
    return contact->of_home ? _("Phone of the household") : _("Phone");
  return contact->of_home ? _("Address of the household") : _("Address");
}

/* The whole date where the year is known, else day and month. */
static char *
rg_customer_facts_dup_birthday (const RgCustomerDetails *details)
{
  g_autoptr (GDateTime) day = NULL;

  if (details->birth_month && details->birth_year)
    return rg_day_format (
        rg_day_from_ymd (details->birth_year, details->birth_month, details->birth_day));
  if (details->birth_year)
    return g_strdup_printf ("%d", details->birth_year);
  if (!details->birth_month)
    return NULL;
  day = g_date_time_new_utc (2000, details->birth_month, details->birth_day, 0, 0, 0);
  /* Translators: a birthday without a year, in the form of strftime: 7 November. */
  return g_date_time_format (day, _("%-d %B"));
}

void
rg_customer_facts_show_contacts (RgFactsGroup *group, const RgProfile *profile)
{
  g_autofree char *birthday = rg_customer_facts_dup_birthday (profile->details);

  rg_facts_group_clear (group);
  for (guint i = 0; i < profile->contacts->len; i++)
    {
      const RgProfileContact *contact = profile->contacts->pdata[i];

      rg_facts_group_add_fact (group, rg_customer_facts_contact_word (contact), contact->text);
    }
  rg_facts_group_add_fact (group, _("Birthday"), birthday);
  if (profile->contacts->len == 0 && !birthday)
    rg_facts_group_add (group, _("Nothing known yet"), NULL);
}

/* --- who lives with them --- */

static void
rg_customer_facts_member_cb (GtkWidget *group, AdwActionRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "rg-customer");

  gtk_widget_activate_action (group, "win.show-customer", "x", *id);
}

void
rg_customer_facts_show_home (RgFactsGroup *group, const RgProfile *profile)
{
  rg_facts_group_clear (group);
  for (guint i = 0; i < profile->household->len; i++)
    {
      const RgProfileMember *member = profile->household->pdata[i];
      AdwActionRow *row = rg_facts_group_add (group, member->name, NULL);

      g_object_set_data_full (G_OBJECT (row), "rg-customer",
                              g_memdup2 (&member->id, sizeof member->id), g_free);
      rg_facts_group_open (row, G_CALLBACK (rg_customer_facts_member_cb), G_OBJECT (group));
    }
}
