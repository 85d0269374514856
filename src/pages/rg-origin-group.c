/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which till a file is from. */
#include "pages/rg-origin-group.h"

#include "base/rg-card.h"
#include "base/rg-i18n.h"
#include "widgets/rg-field.h"

struct _RgOriginGroup {
  AdwPreferencesGroup parent_instance;

  AdwComboRow *till_row;
  AdwEntryRow *name_row;
  AdwSwitchRow *numbers_row;

  RgMapping *mapping; /* borrowed */
  GtkStringList *tills;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RgOriginGroup, rg_origin_group, ADW_TYPE_PREFERENCES_GROUP)

/* The first choice is the only till, the last one of sales another that is named below. */
static gboolean
rg_origin_group_is_another (RgOriginGroup *self)
{
  return self->mapping->kind == RG_IMPORT_SALES &&
         adw_combo_row_get_selected (self->till_row) + 1 ==
           g_list_model_get_n_items (G_LIST_MODEL (self->tills));
}

static void
rg_origin_group_answer (RgOriginGroup *self)
{
  guint choice = adw_combo_row_get_selected (self->till_row);
  gboolean another = rg_origin_group_is_another (self);
  const char *till = another       ? gtk_editable_get_text (GTK_EDITABLE (self->name_row))
                     : choice == 0 ? ""
                                   : gtk_string_list_get_string (self->tills, choice);
  gboolean card = rg_card_in_text (till);

  if (card)
    rg_field_refuse (GTK_WIDGET (self->name_row), NULL);
  else
    rg_field_accept (GTK_WIDGET (self->name_row));
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), another);
  gtk_widget_set_visible (GTK_WIDGET (self->numbers_row),
                          self->mapping->kind == RG_IMPORT_SALES && choice > 0);
  /* Whose customers they are is all that a file of customers is asked for. */
  rg_mapping_set_till (self->mapping, card ? "" : till,
                       self->mapping->kind == RG_IMPORT_CUSTOMERS ||
                         adw_switch_row_get_active (self->numbers_row));
}

static void
rg_origin_group_answered_cb (RgOriginGroup *self)
{
  if (!self->filling && self->mapping != NULL)
    rg_origin_group_answer (self);
}

static guint
rg_origin_group_list (RgOriginGroup *self, const RgImportOrigin *origin)
{
  gboolean sales = self->mapping->kind == RG_IMPORT_SALES;
  guint selected = G_MAXUINT;

  g_clear_object (&self->tills);
  self->tills = gtk_string_list_new (NULL);
  /* Translators: the shop has one till. */
  gtk_string_list_append (self->tills, sales ? _("The Only One") : _("All Tills"));
  for (guint i = 0; origin->tills[i] != NULL; i++)
    {
      gtk_string_list_append (self->tills, origin->tills[i]);
      if (g_str_equal (origin->tills[i], self->mapping->till))
        selected = i + 1;
    }
  if (sales)
    gtk_string_list_append (self->tills, _("Another Till"));
  if (*self->mapping->till == '\0' || (selected == G_MAXUINT && !sales))
    return 0;
  if (selected == G_MAXUINT)
    {
      selected = g_list_model_get_n_items (G_LIST_MODEL (self->tills)) - 1;
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), self->mapping->till);
    }
  return selected;
}

void
rg_origin_group_show (RgOriginGroup *self, RgMapping *mapping, const RgImportOrigin *origin)
{
  guint selected;

  self->mapping = mapping;
  self->filling = TRUE;
  selected = rg_origin_group_list (self, origin);
  adw_combo_row_set_model (self->till_row, G_LIST_MODEL (self->tills));
  adw_combo_row_set_selected (self->till_row, selected);
  adw_switch_row_set_active (self->numbers_row, mapping->own_numbers);
  self->filling = FALSE;
  rg_origin_group_answer (self);
  gtk_widget_set_visible (GTK_WIDGET (self), rg_mapping_wants_till (mapping) ||
                                               (mapping->kind == RG_IMPORT_CUSTOMERS &&
                                                origin->tills[0] != NULL));
}

static void
rg_origin_group_dispose (GObject *object)
{
  RgOriginGroup *self = RG_ORIGIN_GROUP (object);

  self->mapping = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_ORIGIN_GROUP);
  g_clear_object (&self->tills);

  G_OBJECT_CLASS (rg_origin_group_parent_class)->dispose (object);
}

static void
rg_origin_group_class_init (RgOriginGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_origin_group_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-origin-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgOriginGroup, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgOriginGroup, numbers_row);
  gtk_widget_class_bind_template_child (widget_class, RgOriginGroup, till_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_origin_group_answered_cb);
}

static void
rg_origin_group_init (RgOriginGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
