/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The facts of a profile. */
#include "pages/rg-customer-facts.h"

#include "base/rg-country.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-contact-dialog.h"

/* --- how they are reached --- */

static const char *
rg_customer_facts_contact_word (const RgContact *point)
{
  if (g_str_equal (point->kind, RG_CONTACT_EMAIL))
    return point->of_home ? _("E-mail of the household") : _("E-mail");
  if (g_str_equal (point->kind, RG_CONTACT_PHONE))
    return point->of_home ? _("Phone of the household") : _("Phone");
  return point->of_home ? _("Address of the household") : _("Address");
}

/* Whether there is another of its kind, so that it matters which one comes first. */
static gboolean
rg_customer_facts_is_choice (const RgProfile *profile, const RgContact *point)
{
  guint n = 0;

  for (guint i = 0; i < profile->contacts->len; i++)
    {
      const RgProfileContact *contact = profile->contacts->pdata[i];

      n += contact->point->of_home == point->of_home &&
           g_str_equal (contact->point->kind, point->kind);
    }
  return n > 1;
}

static char *
rg_customer_facts_dup_contact_text (const RgProfile *profile, const RgProfileContact *contact)
{
  g_autofree char *quiet = rg_contact_dup_quiet (contact->point);
  GString *text = g_string_new (contact->text);

  if (contact->point->preferred && rg_customer_facts_is_choice (profile, contact->point))
    g_string_append_printf (text, "\n%s", _("Preferred"));
  if (quiet)
    g_string_append_printf (text, "\n%s", quiet);
  if (contact->point->bounced_on != RG_DAY_NONE)
    {
      g_autofree char *day = rg_day_format (contact->point->bounced_on);

      /* Translators: of an e-mail address; %s is a day. */
      g_string_append_printf (text, _("\nMail came back on %s: nothing is sent there"), day);
    }
  return g_string_free_and_steal (text);
}

static void
rg_customer_facts_contact_cb (RgStore *store, AdwActionRow *row)
{
  const RgContact *point = g_object_get_data (G_OBJECT (row), "rg-contact");
  const gboolean has_home = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "rg-has-home"));

  adw_dialog_present (rg_contact_dialog_new (store, point, has_home), GTK_WIDGET (row));
}

void
rg_customer_facts_show_contacts (RgFactsGroup *group, RgStore *store, const RgProfile *profile)
{
  rg_facts_group_clear (group);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
  for (guint i = 0; i < profile->contacts->len; i++)
    {
      const RgProfileContact *contact = profile->contacts->pdata[i];
      g_autofree char *text = rg_customer_facts_dup_contact_text (profile, contact);
      AdwActionRow *row =
          rg_facts_group_add_fact (group, rg_customer_facts_contact_word (contact->point), text);

      if (!row)
        continue;
      g_object_set_data_full (G_OBJECT (row), "rg-contact", rg_contact_copy (contact->point),
                              (GDestroyNotify) rg_contact_free);
      g_object_set_data (G_OBJECT (row), "rg-has-home", GINT_TO_POINTER (profile->home.id != 0));
      rg_facts_group_open (row, G_CALLBACK (rg_customer_facts_contact_cb), G_OBJECT (store));
    }
  if (profile->contacts->len == 0)
    rg_facts_group_add (group, _("Nothing known yet"), NULL);
}

/* --- who they are --- */

/* "3 at home, 1 child"; NULL where nothing is known. */
static char *
rg_customer_facts_dup_family (const RgCustomerDetails *details)
{
  g_autofree char *size = NULL;
  g_autofree char *children = NULL;

  if (details->household_size > 0)
    size = g_strdup_printf (P_ ("%d person at home", "%d people at home", details->household_size),
                            details->household_size);
  if (details->children > 0)
    children = g_strdup_printf (P_ ("%d child", "%d children", details->children),
                                details->children);
  if (details->children == 0)
    children = g_strdup (_("No children"));
  if (size && children)
    return g_strdup_printf ("%s · %s", size, children);
  return size ? g_steal_pointer (&size) : g_steal_pointer (&children);
}

/* "7 Nov 2024 · form at the counter · Torggata" */
static char *
rg_customer_facts_dup_joined (const RgCustomerDetails *details)
{
  const char *const words[] = { details->joined_how, details->joined_where };
  GString *text = g_string_new (NULL);

  if (details->joined_on != RG_DAY_NONE)
    {
      g_autofree char *day = rg_day_format (details->joined_on);

      g_string_append (text, day);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (*words[i])
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words[i]);
  return g_string_free_and_steal (text);
}

void
rg_customer_facts_show_about (RgFactsGroup *group, const RgProfile *profile)
{
  const RgCustomerDetails *details = profile->details;
  g_autofree char *birthday =
      rg_birthday_format (details->birth_year, details->birth_month, details->birth_day);
  g_autofree char *also = rg_profile_dup_also (profile);
  g_autofree char *language = rg_language_dup_name (details->language);
  g_autofree char *family = rg_customer_facts_dup_family (details);
  g_autofree char *joined = rg_customer_facts_dup_joined (details);
  RgChannel prefers;

  rg_facts_group_clear (group);
  rg_facts_group_add_fact (group, _("Birthday"), birthday);
  rg_facts_group_add_fact (group, _("Also known as"), also);
  rg_facts_group_add_fact (group, _("Gender"), details->gender);
  rg_facts_group_add_fact (group, _("Language"), language);
  if (rg_channel_from_id (details->prefers, &prefers))
    rg_facts_group_add_fact (group, _("Prefers to hear by"), rg_channel_get_label (prefers));
  rg_facts_group_add_fact (group, _("Occupation"), details->occupation);
  rg_facts_group_add_fact (group, _("Income"), details->income_band);
  rg_facts_group_add_fact (group, _("Interests"), details->interests);
  rg_facts_group_add_fact (group, _("Family"), family);
  rg_facts_group_add_fact (group, _("Loyalty card"), details->card_number);
  rg_facts_group_add_fact (group, _("Joined"), joined);
  rg_facts_group_add_fact (group, _("Looked after by"), profile->owner);
  rg_facts_group_add_fact (group, _("Remark"), details->note);
}

/* --- who lives with them --- */

static void
rg_customer_facts_member_cb (GtkWidget *group, AdwActionRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "rg-customer");

  gtk_widget_activate_action (group, "win.show-customer", "x", *id);
}

void
rg_customer_facts_show_home (RgFactsGroup *group, RgStore *store, const RgProfile *profile)
{
  const RgProfileHome *home = &profile->home;
  g_autofree char *spend = rg_money_format (home->spend_minor, rg_store_get_shop (store)->currency);

  rg_facts_group_clear (group);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), home->name);
  for (guint i = 0; i < home->members->len; i++)
    {
      const RgProfileMember *member = home->members->pdata[i];
      AdwActionRow *row = rg_facts_group_add (group, member->name, NULL);

      g_object_set_data_full (G_OBJECT (row), "rg-customer",
                              g_memdup2 (&member->id, sizeof member->id), g_free);
      rg_facts_group_open (row, G_CALLBACK (rg_customer_facts_member_cb), G_OBJECT (group));
    }
  if (home->members->len > 0)
    rg_facts_group_add_fact (group, _("All of them have spent"), spend);
  else if (home->id != 0)
    rg_facts_group_add (group, _("Nobody else lives here"), NULL);
  else
    rg_facts_group_add (group, _("Lives alone, as far as is known"), NULL);
}
