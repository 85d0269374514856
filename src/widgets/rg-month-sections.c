/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sections over a list that knows nothing of them. */
#include "widgets/rg-month-sections.h"

struct _RgMonthSections
{
  GObject parent_instance;

  GListModel *model;
  RgMonthFunc month_of;
  gpointer data;
};

static void rg_month_sections_list_init (GListModelInterface *iface);
static void rg_month_sections_section_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (
    RgMonthSections, rg_month_sections, G_TYPE_OBJECT,
    G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rg_month_sections_list_init)
        G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, rg_month_sections_section_init))

static GType
rg_month_sections_get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (RG_MONTH_SECTIONS (list)->model);
}

static guint
rg_month_sections_get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (RG_MONTH_SECTIONS (list)->model);
}

static gpointer
rg_month_sections_get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (RG_MONTH_SECTIONS (list)->model, position);
}

static void
rg_month_sections_list_init (GListModelInterface *iface)
{
  iface->get_item_type = rg_month_sections_get_item_type;
  iface->get_n_items = rg_month_sections_get_n_items;
  iface->get_item = rg_month_sections_get_item;
}

static void
rg_month_sections_get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  RgMonthSections *self = RG_MONTH_SECTIONS (model);
  const guint n = g_list_model_get_n_items (self->model);
  int month;

  *start = n;
  *end = G_MAXUINT;
  if (position >= n)
    return;
  month = self->month_of (position, self->data);
  for (*start = position; *start > 0 && self->month_of (*start - 1, self->data) == month;)
    (*start)--;
  for (*end = position + 1; *end < n && self->month_of (*end, self->data) == month;)
    (*end)++;
}

static void
rg_month_sections_section_init (GtkSectionModelInterface *iface)
{
  iface->get_section = rg_month_sections_get_section;
}

static void
rg_month_sections_changed_cb (RgMonthSections *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
rg_month_sections_dispose (GObject *object)
{
  g_clear_object (&RG_MONTH_SECTIONS (object)->model);
  G_OBJECT_CLASS (rg_month_sections_parent_class)->dispose (object);
}

static void
rg_month_sections_class_init (RgMonthSectionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_month_sections_dispose;
}

static void
rg_month_sections_init (RgMonthSections *self)
{
}

GListModel *
rg_month_sections_new (GListModel *model, RgMonthFunc month_of, gpointer data)
{
  RgMonthSections *self = g_object_new (RG_TYPE_MONTH_SECTIONS, NULL);

  self->model = g_object_ref (model);
  self->month_of = month_of;
  self->data = data;
  g_signal_connect_object (model, "items-changed", G_CALLBACK (rg_month_sections_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return G_LIST_MODEL (self);
}
