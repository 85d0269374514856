/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Four rows to choose from; the lists come from base/rg-country.h. */
#include "pages/rg-shop-facts-group.h"

#include "base/rg-country.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"

struct _RgShopFactsGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *country_row;
  AdwComboRow *currency_row;
  AdwComboRow *zone_row;
  AdwComboRow *weekday_row;

  /* What stands behind each choice of the rows. */
  GPtrArray *countries;
  GPtrArray *currencies;
  GPtrArray *zones;
  gboolean filling;
};

enum { SIGNAL_EDITED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgShopFactsGroup, rg_shop_facts_group, ADW_TYPE_PREFERENCES_GROUP)

static void
rg_shop_facts_group_edited_cb (RgShopFactsGroup *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* --- the lists --- */

static char *
rg_shop_facts_country_title (const char *code)
{
  return *code ? rg_country_dup_name (code) : g_strdup (_("None chosen"));
}

static char *
rg_shop_facts_currency_title (const char *code)
{
  g_autofree char *name = rg_currency_dup_name (code);

  /* Translators: a currency's name and its three letters: "Norwegian Krone (NOK)". */
  return g_strdup_printf (_("%1$s (%2$s)"), name, code);
}

static char *
rg_shop_facts_zone_title (const char *zone)
{
  return g_strdelimit (g_strdup (zone), "_", ' ');
}

typedef char *(*RgTitleFunc) (const char *code);

/* What a row has to choose from. */
typedef struct
{
  GStrv codes;
  GStrv titles;
} RgFactsList;

typedef struct
{
  RgFactsList countries;
  RgFactsList currencies;
  RgFactsList zones;
} RgFactsLists;

/* first: before the others, or NULL. Takes the codes. */
static RgFactsList
rg_facts_list_make (const char *first, GStrv codes, RgTitleFunc title_func)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  RgFactsList list;

  if (first)
    g_strv_builder_add (all, first);
  g_strv_builder_addv (all, (const char **) codes);
  g_strfreev (codes);
  list.codes = g_strv_builder_end (all);
  for (guint i = 0; list.codes[i]; i++)
    g_strv_builder_take (titles, title_func (list.codes[i]));
  list.titles = g_strv_builder_end (titles);
  return list;
}

/* Naming and sorting a thousand of them takes longer than a frame: they are made once. */
static const RgFactsLists *
rg_facts_lists_get (void)
{
  static RgFactsLists lists;
  static gsize made;

  if (g_once_init_enter (&made))
    {
      lists.countries =
        rg_facts_list_make ("", rg_countries_list (), rg_shop_facts_country_title);
      lists.currencies =
        rg_facts_list_make (NULL, rg_currencies_list (), rg_shop_facts_currency_title);
      lists.zones = rg_facts_list_make (NULL, rg_zones_list (), rg_shop_facts_zone_title);
      g_once_init_leave (&made, 1);
    }
  return &lists;
}

static gpointer
rg_facts_lists_make_in_thread (gpointer data)
{
  rg_facts_lists_get ();
  return NULL;
}

void
rg_shop_facts_group_prepare (void)
{
  static gboolean begun;

  if (!begun)
    g_thread_unref (g_thread_new ("shop-facts", rg_facts_lists_make_in_thread, NULL));
  begun = TRUE;
}

/* The codes, for whoever adds to them. */
static GPtrArray *
rg_shop_facts_fill_row (AdwComboRow *row, const RgFactsList *list)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new ((const char *const *) list->titles);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; list->codes[i]; i++)
    g_ptr_array_add (codes, g_strdup (list->codes[i]));
  adw_combo_row_set_model (row, G_LIST_MODEL (titles));
  return codes;
}

static const char *
rg_shop_facts_get_code (AdwComboRow *row, GPtrArray *codes)
{
  const guint selected = adw_combo_row_get_selected (row);

  return selected < codes->len ? g_ptr_array_index (codes, selected) : "";
}

/* A file may hold what is in no list: an old name of a zone. It stays as it is. */
static void
rg_shop_facts_choose (AdwComboRow *row, GPtrArray *codes, const char *code, RgTitleFunc title_func)
{
  guint found;

  if (!g_ptr_array_find_with_equal_func (codes, code, g_str_equal, &found))
    {
      GtkStringList *titles = GTK_STRING_LIST (adw_combo_row_get_model (row));

      found = codes->len;
      g_ptr_array_add (codes, g_strdup (code));
      gtk_string_list_take (titles, title_func (code));
    }
  adw_combo_row_set_selected (row, found);
}

/* --- what follows from the country --- */

static void
rg_shop_facts_group_follow (RgShopFactsGroup *self, const char *country)
{
  g_autofree char *currency = rg_country_dup_currency (country);
  g_auto (GStrv) zones = rg_country_list_zones (country);

  if (currency && gtk_widget_is_sensitive (GTK_WIDGET (self->currency_row)))
    rg_shop_facts_choose (self->currency_row, self->currencies, currency,
                          rg_shop_facts_currency_title);
  /* Where there are several, the computer's clock is the better guess. */
  if (g_strv_length (zones) == 1 && gtk_widget_is_sensitive (GTK_WIDGET (self->zone_row)))
    rg_shop_facts_choose (self->zone_row, self->zones, zones[0], rg_shop_facts_zone_title);
  adw_combo_row_set_selected (self->weekday_row, (guint) rg_country_first_weekday (country));
}

static void
rg_shop_facts_group_country_cb (RgShopFactsGroup *self)
{
  const char *country;

  if (self->filling)
    return;
  country = rg_shop_facts_get_code (self->country_row, self->countries);
  self->filling = TRUE;
  if (*country)
    rg_shop_facts_group_follow (self, country);
  self->filling = FALSE;
  rg_shop_facts_group_edited_cb (self);
}

/* --- in and out --- */

void
rg_shop_facts_group_suggest (RgShopFactsGroup *self)
{
  g_autoptr (GTimeZone) clock = g_time_zone_new_local ();
  const char *zone = g_time_zone_get_identifier (clock);
  const char *country = rg_country_of_user ();
  g_autofree char *currency = rg_country_dup_currency (country);
  g_auto (GStrv) zones = rg_country_list_zones (country);
  g_autoptr (RgShop) shop = NULL;

  g_return_if_fail (RG_IS_SHOP_FACTS_GROUP (self));

  /* Where the country has only one, a clock that is set otherwise is wrong. */
  if (g_strv_length (zones) == 1)
    zone = zones[0];
  else if (!strchr (zone, '/'))
    zone = "UTC";
  shop = rg_shop_new ("", currency ? currency : "EUR", zone);
  g_set_str (&shop->country, country);
  shop->first_weekday = rg_country_first_weekday (country);
  rg_shop_facts_group_fill (self, shop, FALSE);
}

void
rg_shop_facts_group_fill (RgShopFactsGroup *self, const RgShop *shop, gboolean locked)
{
  g_return_if_fail (RG_IS_SHOP_FACTS_GROUP (self));

  self->filling = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->currency_row), !locked);
  gtk_widget_set_sensitive (GTK_WIDGET (self->zone_row), !locked);
  rg_shop_facts_choose (self->country_row, self->countries, shop->country,
                        rg_shop_facts_country_title);
  rg_shop_facts_choose (self->currency_row, self->currencies, shop->currency,
                        rg_shop_facts_currency_title);
  rg_shop_facts_choose (self->zone_row, self->zones, shop->time_zone, rg_shop_facts_zone_title);
  adw_combo_row_set_selected (self->weekday_row, (guint) shop->first_weekday);
  self->filling = FALSE;
}

void
rg_shop_facts_group_apply (RgShopFactsGroup *self, RgShop *shop)
{
  g_return_if_fail (RG_IS_SHOP_FACTS_GROUP (self));

  g_set_str (&shop->country, rg_shop_facts_get_code (self->country_row, self->countries));
  g_set_str (&shop->currency, rg_shop_facts_get_code (self->currency_row, self->currencies));
  g_set_str (&shop->time_zone, rg_shop_facts_get_code (self->zone_row, self->zones));
  shop->digits = rg_currency_digits (shop->currency);
  shop->first_weekday = (int) adw_combo_row_get_selected (self->weekday_row);
}

/* --- GObject --- */

static void
rg_shop_facts_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_SHOP_FACTS_GROUP);
  G_OBJECT_CLASS (rg_shop_facts_group_parent_class)->dispose (object);
}

static void
rg_shop_facts_group_finalize (GObject *object)
{
  RgShopFactsGroup *self = RG_SHOP_FACTS_GROUP (object);

  g_ptr_array_unref (self->countries);
  g_ptr_array_unref (self->currencies);
  g_ptr_array_unref (self->zones);
  G_OBJECT_CLASS (rg_shop_facts_group_parent_class)->finalize (object);
}

static void
rg_shop_facts_group_class_init (RgShopFactsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_shop_facts_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_shop_facts_group_finalize;

  signals[SIGNAL_EDITED] = g_signal_new ("edited", RG_TYPE_SHOP_FACTS_GROUP, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-shop-facts-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgShopFactsGroup, country_row);
  gtk_widget_class_bind_template_child (widget_class, RgShopFactsGroup, currency_row);
  gtk_widget_class_bind_template_child (widget_class, RgShopFactsGroup, weekday_row);
  gtk_widget_class_bind_template_child (widget_class, RgShopFactsGroup, zone_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_shop_facts_group_country_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_shop_facts_group_edited_cb);
}

static void
rg_shop_facts_group_init (RgShopFactsGroup *self)
{
  const RgFactsLists *lists = rg_facts_lists_get ();

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->countries = rg_shop_facts_fill_row (self->country_row, &lists->countries);
  self->currencies = rg_shop_facts_fill_row (self->currency_row, &lists->currencies);
  self->zones = rg_shop_facts_fill_row (self->zone_row, &lists->zones);
  self->filling = FALSE;
}
