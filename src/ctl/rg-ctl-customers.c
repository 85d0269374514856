/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* People: `customers`, `customer`. */
#include "config.h"

#include "analysis/rg-today.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "ctl/rg-ctl-commands.h"
#include "ctl/rg-ctl-coupon.h"
#include "ctl/rg-ctl-views.h"
#include "rules/rg-permission.h"
#include "rules/rg-stage.h"
#include "store/rg-spine.h"
#include "store/rg-store-access.h"
#include "store/rg-store-coupons-given.h"
#include "store/rg-campaign-counter.h"
#include "store/rg-store-profile.h"
#include "transfer/rg-vcard-export.h"

#define LIMIT 50

/* --- customers ------------------------------------------------------------------------------ */

typedef struct
{
  const char *search; /* NULL for everybody */
  RgCtlView *view;    /* NULL for none */
  RgDataset *dataset; /* where the view has a segment */
  guint limit;
  guint n_all;        /* that match, beyond the limit, too */
  GPtrArray *rows;    /* RgCustomerSummary, by name or as the view has them */
} RgCtlCustomers;

/* In the order of the view, or by name; NULL with an error. */
static GArray *
rg_ctl_customers_read_ids (RgDb *db, const RgCtlCustomers *list, GError **error)
{
  const RgCustomerView *view = list->view != NULL ? list->view->view : NULL;
  const char *rules = list->view != NULL ? list->view->rules : NULL;
  const char *search = list->search != NULL ? list->search : view != NULL ? view->search : NULL;
  g_autofree char *query = rg_customer_list_query (rules, search);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  int order = RG_CUSTOMERS_BY_NAME;

  if ((view != NULL && !rg_customer_view_read_order (db, view->sort, &order, error)) ||
      !rg_customer_list_source.read_ids (db, order, -1, all, error) ||
      (*query != '\0' &&
       !rg_customer_list_source.read_matches (db, list->dataset, query, ids, error)))
    return NULL;
  if (*query != '\0')
    rg_spine_filter (all, ids);
  else
    g_array_append_vals (ids, all->data, all->len);
  return view != NULL && view->descending ? rg_spine_reverse (ids) : g_steal_pointer (&ids);
}

static gboolean
rg_ctl_customers_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlCustomers *list = data;
  g_autoptr (GArray) ids = rg_ctl_customers_read_ids (db, list, error);

  if (ids == NULL)
    return FALSE;
  list->n_all = ids->len;
  for (guint i = 0; i < MIN (ids->len, list->limit); i++)
    {
      g_autoptr (GError) wrong = NULL;
      gint64 id = g_array_index (ids, gint64, i);
      RgCustomerSummary *row = rg_customer_summary_read (db, id, &wrong);
      if (wrong != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&wrong));
          return FALSE;
        }
      if (row != NULL)
        g_ptr_array_add (list->rows, row);
    }
  return TRUE;
}

static void
rg_ctl_tell_summary (RgCtl *ctl, const RgCustomerSummary *row, const guint8 *uuid,
                     const RgShop *shop)
{
  g_autofree char *name = rg_customer_dup_shown_name (row->name, row->number);
  g_autofree char *last = rg_day_format (row->last_on);
  g_autofree char *spend = rg_money_format (row->spend_minor, shop->currency);

  rg_ctl_print (ctl, "%6" G_GINT64_FORMAT "  %s · %s · %u · %s · %s\n", row->id, name, row->city,
                row->visits, spend, last);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_uuid (ctl, "uuid", uuid);
  rg_ctl_json_text (ctl, "name", name);
  rg_ctl_json_text (ctl, "number", row->number);
  rg_ctl_json_text (ctl, "city", row->city);
  rg_ctl_json_int (ctl, "visits", row->visits);
  rg_ctl_json_day (ctl, "last_on", row->last_on);
  rg_ctl_json_int (ctl, "spend_minor", row->spend_minor);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_tell_row (RgCtl *ctl, RgStore *store, const RgCtlCustomers *list,
                 const RgCustomerSummary *row, const guint8 *uuid)
{
  g_autoptr (RgCustomer) customer = NULL;

  if (list->view == NULL)
    {
      rg_ctl_tell_summary (ctl, row, uuid, rg_store_get_shop (store));
      return;
    }
  customer = g_object_new (RG_TYPE_CUSTOMER, "id", row->id, NULL);
  rg_customer_list_source.fill (G_OBJECT (customer), row, store);
  rg_ctl_view_tell_row (ctl, list->view, customer, uuid);
}

static GByteArray *
rg_ctl_customers_read_uuids (RgCtl *ctl, const GPtrArray *rows)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (ids, ((const RgCustomerSummary *) rows->pdata[i])->id);
  return rg_ctl_read_uuids (ctl, RG_UUIDS_CUSTOMER, ids);
}

static void
rg_ctl_tell_customers (RgCtl *ctl, RgStore *store, const RgCtlCustomers *list)
{
  g_autoptr (GByteArray) uuids = NULL;

  if (rg_ctl_wants_json (ctl))
    {
      uuids = rg_ctl_customers_read_uuids (ctl, list->rows);
      json_builder_begin_array (rg_ctl_get_json (ctl));
    }
  for (guint i = 0; i < list->rows->len; i++)
    rg_ctl_tell_row (ctl, store, list, g_ptr_array_index (list->rows, i),
                     uuids != NULL ? uuids->data + i * RG_UUID_SIZE : NULL);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  if (list->n_all > list->rows->len)
    /* Translators: the first number is of those shown, the second of all. */
    rg_ctl_say (ctl, _("%u of %u customers; --limit shows more"), list->rows->len, list->n_all);
  else if (list->n_all == 0)
    rg_ctl_say (ctl, "%s", _("No customer is like that"));
}

static gboolean
rg_ctl_customers (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *search = NULL;
  g_autofree char *name = NULL;
  g_autoptr (RgCtlView) view = NULL;
  g_autoptr (RgDataset) dataset = NULL;
  int limit = LIMIT;
  const GOptionEntry entries[] = {
    { "search", 0, 0, G_OPTION_ARG_STRING, &search },
    { "view", 0, 0, G_OPTION_ARG_STRING, &name },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit },
    { NULL },
  };
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 0, 0, error) || !rg_ctl_check_limit (limit, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || (name != NULL && (view = rg_ctl_view_find (ctl, name, error)) == NULL)
      || (view != NULL && view->rules != NULL
          && (dataset = rg_ctl_dup_dataset (ctl, error)) == NULL))
    return FALSE;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (
    (GDestroyNotify) rg_customer_summary_free);
  RgCtlCustomers list = { search, view, dataset, (guint) limit, 0, rows };
  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_customers_in_thread, &list, NULL, error))
    return FALSE;
  rg_ctl_tell_customers (ctl, store, &list);
  return TRUE;
}

/* --- customer ------------------------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  const char *home;
  RgProfile *profile;
  RgCustomerSummary *summary;
  RgDay today;
  GPtrArray *counter; /* RgCounterMessage */
  GPtrArray *coupons; /* RgCoupon that they can use */
} RgCtlCustomer;

static gboolean
rg_ctl_customer_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlCustomer *customer = data;
  g_autoptr (GError) wrong = NULL;

  customer->profile = rg_profile_read (db, customer->id, customer->home, &wrong);
  if (customer->profile != NULL)
    {
      customer->summary = rg_customer_summary_read (db, customer->profile->details->id, error);
      customer->counter = rg_counter_messages_read (db, customer->profile->details->id,
                                                    customer->today, error);
      customer->coupons = rg_coupons_read_open (db, customer->profile->details->id,
                                                customer->today, error);
      return customer->summary != NULL && customer->counter != NULL && customer->coupons != NULL;
    }
  if (wrong != NULL)
    g_propagate_error (error, g_steal_pointer (&wrong));
  else
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 _("There is no customer of that number. “regularsctl customers” lists them."));
  return FALSE;
}

static void
rg_ctl_tell_birthday (RgCtl *ctl, const RgCustomerDetails *details)
{
  g_autofree char *text = NULL;

  if (details->birth_month != 0 && details->birth_year != 0)
    text = g_strdup_printf ("%04d-%02d-%02d", details->birth_year, details->birth_month,
                            details->birth_day);
  else if (details->birth_month != 0)
    text = g_strdup_printf ("--%02d-%02d", details->birth_month, details->birth_day);
  else if (details->birth_year != 0)
    text = g_strdup_printf ("%04d", details->birth_year);
  if (text != NULL)
    rg_ctl_print (ctl, _("Born: %s\n"), text);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_json_text (ctl, "born", text);
}

static void
rg_ctl_tell_fact (RgCtl *ctl, const char *name, const char *title, const char *text)
{
  if (*text != '\0')
    /* Translators: the name of something that is known of a person, and what it is. */
    rg_ctl_print (ctl, _("%s: %s\n"), title, text);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_json_text (ctl, name, text);
}

static void
rg_ctl_tell_number (RgCtl *ctl, const char *name, const char *title, int number)
{
  if (number >= 0)
    rg_ctl_print (ctl, "%s: %d\n", title, number);
  if (rg_ctl_wants_json (ctl) && number >= 0)
    rg_ctl_json_int (ctl, name, number);
  else if (rg_ctl_wants_json (ctl))
    rg_ctl_json_text (ctl, name, NULL);
}

/* The word on the screen; for programs the one that rules and files have. */
static void
rg_ctl_tell_prefers (RgCtl *ctl, const char *prefers)
{
  if (*prefers != '\0')
    rg_ctl_print (ctl, _("%s: %s\n"), _("Prefers to hear by"), rg_channel_word (prefers));
  if (rg_ctl_wants_json (ctl))
    rg_ctl_json_text (ctl, "prefers", prefers);
}

static void
rg_ctl_tell_traits (RgCtl *ctl, const RgProfile *profile)
{
  const RgCustomerDetails *details = profile->details;

  rg_ctl_tell_fact (ctl, "gender", _("Gender"), details->gender);
  rg_ctl_tell_fact (ctl, "language", _("Language"), details->language);
  rg_ctl_tell_prefers (ctl, details->prefers);
  rg_ctl_tell_fact (ctl, "occupation", _("Occupation"), details->occupation);
  rg_ctl_tell_fact (ctl, "income", _("Income"), details->income_band);
  rg_ctl_tell_fact (ctl, "interests", _("Interests"), details->interests);
  rg_ctl_tell_number (ctl, "children", _("Number of children"), details->children);
  rg_ctl_tell_number (ctl, "household_size", _("People at home"), details->household_size);
  rg_ctl_tell_fact (ctl, "card_number", _("Loyalty card"), details->card_number);
  rg_ctl_tell_fact (ctl, "joined_how", _("How they joined"), details->joined_how);
  rg_ctl_tell_fact (ctl, "joined_where", _("Where they joined"), details->joined_where);
  rg_ctl_tell_fact (ctl, "owner", _("Looked after by"), profile->owner);
}

static void
rg_ctl_tell_home (RgCtl *ctl, const RgProfile *profile, const RgShop *shop)
{
  g_autofree char *spend = rg_money_format (profile->home.spend_minor, shop->currency);

  if (profile->home.id == 0)
    return;
  /* Translators: the name of a household, and what all who live there have spent. */
  rg_ctl_print (ctl, _("Household: %s, %s together\n"), profile->home.name, spend);
  if (!rg_ctl_wants_json (ctl))
    return;
  rg_ctl_json_text (ctl, "household", profile->home.name);
  rg_ctl_json_int (ctl, "household_spend_minor", profile->home.spend_minor);
}

static void
rg_ctl_tell_contacts (RgCtl *ctl, const RgProfile *profile)
{
  JsonBuilder *json = rg_ctl_wants_json (ctl) ? rg_ctl_get_json (ctl) : NULL;

  if (json != NULL)
    {
      json_builder_set_member_name (json, "contacts");
      json_builder_begin_array (json);
    }
  for (guint i = 0; i < profile->contacts->len; i++)
    {
      const RgProfileContact *contact = g_ptr_array_index (profile->contacts, i);
      rg_ctl_print (ctl, "%s\n", contact->text);
      if (json == NULL)
        continue;
      json_builder_begin_object (json);
      rg_ctl_json_text (ctl, "kind", contact->point->kind);
      rg_ctl_json_text (ctl, "text", contact->text);
      rg_ctl_json_bool (ctl, "of_home", contact->point->of_home);
      rg_ctl_json_bool (ctl, "preferred", contact->point->preferred);
      json_builder_end_object (json);
    }
  if (json != NULL)
    json_builder_end_array (json);
}

/* "yes", "no", or null for not asked. */
static void
rg_ctl_tell_permissions (RgCtl *ctl, const RgProfile *profile)
{
  static const char *const words[] = {
    [RG_PERMISSION_UNKNOWN] = NULL, [RG_PERMISSION_YES] = "yes", [RG_PERMISSION_NO] = "no",
  };

  if (rg_ctl_wants_json (ctl))
    {
      json_builder_set_member_name (rg_ctl_get_json (ctl), "permissions");
      json_builder_begin_object (rg_ctl_get_json (ctl));
    }
  for (RgChannel channel = 0; channel < RG_CHANNELS; channel++)
    {
      RgPermission state = profile->permissions[channel].state;
      rg_ctl_print (ctl, "%s: %s\n", rg_channel_get_label (channel),
                    rg_permission_get_label (state));
      if (rg_ctl_wants_json (ctl))
        rg_ctl_json_text (ctl, rg_channel_get_id (channel), words[state]);
    }
  if (rg_ctl_wants_json (ctl))
    json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_tell_tags (RgCtl *ctl, const RgProfile *profile)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < profile->tags->len; i++)
    g_strv_builder_add (builder, ((const RgProfileTag *) profile->tags->pdata[i])->name);
  g_auto (GStrv) tags = g_strv_builder_end (builder);
  g_autofree char *line = g_strjoinv (", ", tags);
  if (*line != '\0')
    rg_ctl_print (ctl, _("Tags: %s\n"), line);
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_set_member_name (rg_ctl_get_json (ctl), "tags");
  json_builder_begin_array (rg_ctl_get_json (ctl));
  for (gsize i = 0; tags[i] != NULL; i++)
    json_builder_add_string_value (rg_ctl_get_json (ctl), tags[i]);
  json_builder_end_array (rg_ctl_get_json (ctl));
}

static void
rg_ctl_tell_sales (RgCtl *ctl, const RgProfile *profile, const RgShop *shop)
{
  g_autoptr (GArray) days = rg_profile_dup_visit_days (profile);
  RgDay last = days->len > 0 ? g_array_index (days, RgDay, days->len - 1) : RG_DAY_NONE;
  gint64 total = rg_profile_get_total (profile);
  g_autofree char *money = rg_money_format (total, shop->currency);
  g_autofree char *last_text = rg_day_format (last);

  /* Translators: the number of visits, an amount of money, a day. */
  rg_ctl_print (ctl, P_("%u visit, %s, last on %s\n", "%u visits, %s, last on %s\n", days->len),
                days->len, money, last_text);
  if (!rg_ctl_wants_json (ctl))
    return;
  rg_ctl_json_int (ctl, "visits", days->len);
  rg_ctl_json_day (ctl, "last_on", last);
  rg_ctl_json_int (ctl, "spend_minor", total);
}

static void
rg_ctl_tell_stage (RgCtl *ctl, const RgCustomerSummary *summary, const RgShop *shop)
{
  const RgDay today = rg_today_after (summary->last_sale_on, rg_shop_get_day (shop));
  const RgStageNow now = rg_stage_of_days ((const RgDay *) (gpointer) summary->visit_days->data,
                                           summary->visit_days->len, today);
  g_autofree char *why = rg_stage_dup_why (&now);

  if (now.stage != RG_STAGE_NONE)
    /* Translators: a stage such as "Regular", and the sentence that says why. */
    rg_ctl_print (ctl, _("Stage: %s. %s\n"), rg_stage_word (now.stage), why);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_json_text (ctl, "stage", rg_stage_id (now.stage));
}

static void
rg_ctl_tell_counter (RgCtl *ctl, GPtrArray *messages)
{
  JsonBuilder *json = rg_ctl_wants_json (ctl) ? rg_ctl_get_json (ctl) : NULL;

  if (json != NULL)
    json_builder_begin_array (json_builder_set_member_name (json, "counter"));
  for (guint i = 0; i < messages->len; i++)
    {
      const RgCounterMessage *message = messages->pdata[i];

      /* Translators: what is said to a customer at the counter. */
      rg_ctl_print (ctl, _("At the counter: %s\n"), message->text);
      if (json != NULL)
        json_builder_add_string_value (json, message->text);
    }
  if (json != NULL)
    json_builder_end_array (json);
}

static void
rg_ctl_tell_customer (RgCtl *ctl, const RgCtlCustomer *customer, const RgShop *shop)
{
  const RgCustomerDetails *details = customer->profile->details;
  g_autofree char *name = rg_customer_dup_shown_name (details->name, details->number);

  rg_ctl_print (ctl, "%s\n", name);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_uuid_of (ctl, "uuid", RG_UUIDS_CUSTOMER, details->id);
      rg_ctl_json_text (ctl, "name", name);
      rg_ctl_json_text (ctl, "number", details->number);
      rg_ctl_json_text (ctl, "given_name", details->given_name);
      rg_ctl_json_text (ctl, "family_name", details->family_name);
      rg_ctl_json_day (ctl, "joined_on", details->joined_on);
      rg_ctl_json_text (ctl, "note", details->note);
    }
  rg_ctl_tell_birthday (ctl, details);
  rg_ctl_tell_traits (ctl, customer->profile);
  rg_ctl_tell_home (ctl, customer->profile, shop);
  rg_ctl_tell_contacts (ctl, customer->profile);
  rg_ctl_tell_tags (ctl, customer->profile);
  rg_ctl_tell_permissions (ctl, customer->profile);
  rg_ctl_tell_sales (ctl, customer->profile, shop);
  rg_ctl_tell_stage (ctl, customer->summary, shop);
  rg_ctl_tell_counter (ctl, customer->counter);
  if (rg_ctl_wants_json (ctl))
    json_builder_set_member_name (rg_ctl_get_json (ctl), "coupons");
  rg_ctl_tell_coupons (ctl, customer->coupons);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_customer (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  RgCtlCustomer customer = { 0 };
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, NULL, 1, 1, error)
      || !rg_ctl_parse_customer (ctl, rest[1], &customer.id, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  customer.home = rg_store_get_shop (store)->country;
  customer.today = rg_shop_get_day (rg_store_get_shop (store));
  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_customer_in_thread, &customer, NULL,
                           error))
    return FALSE;
  rg_ctl_tell_customer (ctl, &customer, rg_store_get_shop (store));
  customer.id = customer.profile->details->id;
  rg_profile_free (customer.profile);
  rg_customer_summary_free (customer.summary);
  g_ptr_array_unref (customer.counter);
  g_ptr_array_unref (customer.coupons);
  return rg_store_note_access_sync (store, customer.id, RG_ACCESS_PROFILE, error);
}

/* --- vcard ---------------------------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  int version;
  char *text;
} RgCtlCards;

static gboolean
rg_ctl_cards_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlCards *cards = data;

  cards->text = rg_vcard_export (db, cards->id, cards->version, error);
  return cards->text != NULL;
}

static gboolean
rg_ctl_vcard (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  RgCtlCards cards = { .version = 4 };
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_INT, &cards.version, NULL, NULL },
    { NULL },
  };
  g_autofree char *text = NULL;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 0, 1, error)
      || (rest[1] != NULL && !rg_ctl_parse_customer (ctl, rest[1], &cards.id, error)))
    return FALSE;
  if (cards.version != 3 && cards.version != 4)
    {
      g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                           _("vCards have version 3 or 4."));
      return FALSE;
    }
  store = rg_ctl_get_store (ctl, error);
  if (store == NULL
      || !rg_store_read_sync (store, RG_READER_REPORT, rg_ctl_cards_in_thread, &cards, NULL,
                              error))
    return FALSE;
  text = cards.text;
  if (*text == '\0')
    {
      g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
                           _("There is no such customer."));
      return FALSE;
    }
  if (!rg_ctl_wants_json (ctl))
    rg_ctl_print (ctl, "%s", text);
  else
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_text (ctl, "vcard", text);
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}

const RgCtlCommand rg_ctl_customers_commands[] = {
  { "customers", "[--search TEXT] [--view VIEW] [--limit N]", N_("List customers by name"),
    N_("Each line has the customer’s number for “customer”, name, city, visits, net sales and\n"
       "last visit; with --json a UUID, which “customer” takes as well. --search looks in\n"
       "names, numbers, e-mail, phone and city, in any script.\n"
       "--view lists whom a saved view shows, in its order and with its columns."),
    rg_ctl_customers },
  { "customer", "ID", N_("Show one customer"), N_("ID is a number or UUID."), rg_ctl_customer },
  { "vcard", "[--version 3|4] [ID]", N_("Print customers as vCards"),
    N_("One customer, or everybody. Phones and address books read the file; imported here again, "
       "each card is the same customer."),
    rg_ctl_vcard },
  { NULL },
};
