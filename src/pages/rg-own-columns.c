/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Makes the columns of own fields, and takes them away. */
#include "pages/rg-own-columns.h"

#include "base/rg-uuid.h"
#include "model/rg-customer.h"
#include "store/rg-store-views.h"

#define OWN_CHARS 10

gint64
rg_own_columns_get_field (GtkColumnViewColumn *column)
{
  const gint64 *field =
      column != NULL ? g_object_get_data (G_OBJECT (column), "rg-own-field") : NULL;

  return field != NULL ? *field : 0;
}

void
rg_own_columns_align_title (GtkWidget *title)
{
  GtkWidget *box = gtk_widget_get_first_child (title);

  gtk_widget_set_halign (box, GTK_ALIGN_END);
  /* The arrow of the order comes first, so that words and numbers end together. */
  gtk_box_reorder_child_after (GTK_BOX (box), gtk_widget_get_last_child (box), NULL);
}

static gboolean
rg_own_columns_is_end (RgOwnKind kind)
{
  return kind == RG_OWN_NUMBER || kind == RG_OWN_MONEY || kind == RG_OWN_SCALE;
}

static char *
rg_own_columns_dup_text (gpointer cell, GHashTable *own, gpointer field)
{
  const char *text = own != NULL ? g_hash_table_lookup (own, field) : NULL;

  return g_strdup (text != NULL ? text : "");
}

static void
rg_own_columns_free_field (gpointer field, GClosure *closure)
{
  g_free (field);
}

static void
rg_own_columns_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer data)
{
  const RgOwnField *field = data;
  GtkWidget *text = gtk_inscription_new (NULL);
  GtkExpression *item = gtk_property_expression_new (GTK_TYPE_LIST_ITEM, NULL, "item");
  GtkExpression *own = gtk_property_expression_new (RG_TYPE_CUSTOMER, item, "own");
  g_autoptr (GtkExpression) said = gtk_cclosure_expression_new (
      G_TYPE_STRING, NULL, 1, &own, G_CALLBACK (rg_own_columns_dup_text),
      g_memdup2 (&field->id, sizeof field->id), rg_own_columns_free_field);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), OWN_CHARS);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  if (rg_own_columns_is_end (field->kind))
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (text), 1);
      gtk_widget_add_css_class (text, "numeric");
    }
  gtk_expression_bind (gtk_expression_ref (said), text, "text", cell);
  gtk_expression_bind (gtk_expression_ref (said), text, "tooltip-text", cell);
  gtk_list_item_set_child (cell, text);
}

static void
rg_own_columns_forget_field (gpointer field, GClosure *closure)
{
  rg_own_field_free (field);
}

static void
rg_own_columns_add (GtkColumnView *view, const char *id, const RgOwnField *field)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect_data (factory, "setup", G_CALLBACK (rg_own_columns_setup_cb),
                         rg_own_field_copy (field), rg_own_columns_forget_field,
                         G_CONNECT_DEFAULT);
  column = gtk_column_view_column_new (field->name, factory);
  gtk_column_view_column_set_id (column, id);
  gtk_column_view_column_set_visible (column, FALSE);
  g_object_set_data_full (G_OBJECT (column), "rg-own-field",
                          g_memdup2 (&field->id, sizeof field->id), g_free);
  if (field->kind != RG_OWN_SEVERAL)
    {
      g_autoptr (GtkSorter) inert = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

      gtk_column_view_column_set_sorter (column, inert);
    }
  gtk_column_view_append_column (view, column);
  if (rg_own_columns_is_end (field->kind))
    rg_own_columns_align_title (
        gtk_widget_get_last_child (gtk_widget_get_first_child (GTK_WIDGET (view))));
}

static char *
rg_own_columns_dup_id (const RgOwnField *field)
{
  g_autofree char *uuid = rg_uuid_to_string (field->uuid);

  return g_strconcat (RG_VIEW_OWN, uuid, NULL);
}

/* Whether the view has the field's column; it takes the name that the field has now. */
static gboolean
rg_own_columns_has (GtkColumnView *view, const char *id, const RgOwnField *field)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_id (column), id) != 0)
        continue;
      gtk_column_view_column_set_title (column, field->name);
      return TRUE;
    }
  return FALSE;
}

void
rg_own_columns_update (GtkColumnView *view, GPtrArray *fields)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = g_list_model_get_n_items (columns); i > 0; i--)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i - 1);
      const gint64 field = rg_own_columns_get_field (column);

      if (field != 0 && rg_own_fields_find_id (fields, field) == NULL)
        gtk_column_view_remove_column (view, column);
    }
  for (guint i = 0; i < fields->len; i++)
    {
      const RgOwnField *field = g_ptr_array_index (fields, i);
      g_autofree char *id = rg_own_columns_dup_id (field);

      if (!rg_own_columns_has (view, id, field))
        rg_own_columns_add (view, id, field);
    }
}
