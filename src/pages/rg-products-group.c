/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Products, chosen by what they are called or by their code. */
#include "pages/rg-products-group.h"

#include <string.h>

#include "base/rg-fold.h"
#include "base/rg-i18n.h"

/* Of a search; more words find the others. */
#define RG_PRODUCTS_FOUND 6

struct _RgProductsGroup
{
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *search_row;
  GPtrArray *rows;  /* those chosen; borrowed */
  GPtrArray *found; /* those found; borrowed */
  GArray *chosen;   /* gint64 */
  GArray *answers;  /* gint64, of the rows found */
  RgDataset *dataset;
};

G_DEFINE_FINAL_TYPE (RgProductsGroup, rg_products_group, ADW_TYPE_PREFERENCES_GROUP)

enum { SIGNAL_ADDED, SIGNAL_REMOVED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
rg_products_group_clear_rows (RgProductsGroup *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static GtkWidget *
rg_products_group_create_row (const char *name, const char *code, gint64 id)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *name != '\0' ? name : code);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), *name != '\0' ? code : "");
  g_object_set_data_full (G_OBJECT (row), "rg-product", g_memdup2 (&id, sizeof id), g_free);
  return row;
}

/* --- those chosen --- */

static void
rg_products_group_remove_cb (RgProductsGroup *self, GtkButton *button)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "rg-product");

  g_signal_emit (self, signals[SIGNAL_REMOVED], 0, *id);
}

static void
rg_products_group_add_chosen (RgProductsGroup *self, const RgOfferProduct *product)
{
  GtkWidget *row = rg_products_group_create_row (product->name, product->code, product->id);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  /* Translators: %s is the name of a product. */
  g_autofree char *tip = g_strdup_printf (_("Remove %s"), rg_offer_product_get_name (product));

  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "rg-product",
                          g_memdup2 (&product->id, sizeof product->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_products_group_remove_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  g_array_append_val (self->chosen, product->id);
}

static gboolean
rg_products_group_has (RgProductsGroup *self, gint64 id)
{
  for (guint i = 0; i < self->chosen->len; i++)
    if (g_array_index (self->chosen, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* --- the search --- */

static void
rg_products_group_choose (RgProductsGroup *self, gint64 id)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_row), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search_row));
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, id);
}

static void
rg_products_group_found_cb (RgProductsGroup *self, AdwActionRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "rg-product");

  rg_products_group_choose (self, *id);
}

/* Enter takes the first. */
static void
rg_products_group_first_cb (RgProductsGroup *self)
{
  if (self->answers->len > 0)
    rg_products_group_choose (self, g_array_index (self->answers, gint64, 0));
}

static void
rg_products_group_add_found (RgProductsGroup *self, guint at)
{
  const RgProducts *products = &self->dataset->products;
  GtkWidget *row = rg_products_group_create_row (products->names.name[at], products->code[at],
                                                 products->names.id[at]);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("list-add-symbolic"));
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_products_group_found_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->found, row);
  g_array_append_val (self->answers, products->names.id[at]);
}

static void
rg_products_group_tell_nothing (RgProductsGroup *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 self->dataset != NULL ? _("No product is called so.")
                                                       : _("The sales are still being read."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->found, row);
}

/* Those whose name begins so come first. */
static void
rg_products_group_search_cb (RgProductsGroup *self)
{
  g_autofree char *folded = rg_fold (gtk_editable_get_text (GTK_EDITABLE (self->search_row)));
  const RgProducts *products = self->dataset != NULL ? &self->dataset->products : NULL;

  rg_products_group_clear_rows (self, self->found);
  g_array_set_size (self->answers, 0);
  if (*folded == '\0')
    return;
  for (int inside = 0; products != NULL && inside < 2; inside++)
    for (guint i = 0; i < products->names.n && self->answers->len < RG_PRODUCTS_FOUND; i++)
      {
        const gboolean begins = g_str_has_prefix (products->names.folded[i], folded)
                                || g_str_equal (products->folded_code[i], folded);

        if (*products->code[i] == '\0' || rg_products_group_has (self, products->names.id[i]))
          continue;
        if (inside ? !begins && strstr (products->names.folded[i], folded) != NULL : begins)
          rg_products_group_add_found (self, i);
      }
  if (self->answers->len == 0)
    rg_products_group_tell_nothing (self);
}

void
rg_products_group_show (RgProductsGroup *self, GPtrArray *products, guint most,
                        RgDataset *dataset)
{
  const guint n = products != NULL ? products->len : 0;

  if (dataset != self->dataset)
    {
      g_clear_pointer (&self->dataset, rg_dataset_unref);
      self->dataset = dataset != NULL ? rg_dataset_ref (dataset) : NULL;
    }
  rg_products_group_clear_rows (self, self->found);
  rg_products_group_clear_rows (self, self->rows);
  g_array_set_size (self->chosen, 0);
  for (guint i = 0; i < n; i++)
    rg_products_group_add_chosen (self, products->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->search_row), n < most);
  gtk_widget_set_visible (GTK_WIDGET (self), most > 0);
  rg_products_group_search_cb (self);
}

RgOfferProduct *
rg_products_group_find (RgProductsGroup *self, gint64 id)
{
  const RgProducts *products = self->dataset != NULL ? &self->dataset->products : NULL;
  const guint at = products != NULL ? rg_names_find_id (&products->names, id) : RG_NOTHING;

  return at == RG_NOTHING ? NULL
                          : rg_offer_product_new (id, NULL, products->code[at],
                                                  products->names.name[at], -1);
}

/* --- the class --- */

static void
rg_products_group_finalize (GObject *object)
{
  RgProductsGroup *self = RG_PRODUCTS_GROUP (object);

  g_clear_pointer (&self->dataset, rg_dataset_unref);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->found);
  g_array_unref (self->chosen);
  g_array_unref (self->answers);
  G_OBJECT_CLASS (rg_products_group_parent_class)->finalize (object);
}

static void
rg_products_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_PRODUCTS_GROUP);
  G_OBJECT_CLASS (rg_products_group_parent_class)->dispose (object);
}

static void
rg_products_group_class_init (RgProductsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_products_group_dispose;
  object_class->finalize = rg_products_group_finalize;
  signals[SIGNAL_ADDED] = g_signal_new ("added", RG_TYPE_PRODUCTS_GROUP, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", RG_TYPE_PRODUCTS_GROUP, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-products-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgProductsGroup, search_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_products_group_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_products_group_first_cb);
}

static void
rg_products_group_init (RgProductsGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->found = g_ptr_array_new ();
  self->chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->answers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}
