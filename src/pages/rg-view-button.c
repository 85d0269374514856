/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The menu of views and segments above the list of customers. */
#include "pages/rg-view-button.h"

#include "base/rg-i18n.h"
#include "store/rg-store-segments.h"

#define KEY_ALL "all"

struct _RgViewButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GMenuModel *view_actions;

  RgStore *store;
  GPtrArray *views;    /* RgCustomerView */
  GPtrArray *segments; /* RgSavedSegment */
  char *key;
  char *expected; /* the name of a view that is being saved */
};

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgViewButton, rg_view_button, ADW_TYPE_BIN)

/* --- what is chosen --- */

static char *
rg_view_button_dup_key (const char *prefix, gint64 id)
{
  return g_strdup_printf ("%s%" G_GINT64_FORMAT, prefix, id);
}

const RgCustomerView *
rg_view_button_get_view (RgViewButton *self)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      const RgCustomerView *view = self->views->pdata[i];
      g_autofree char *key = rg_view_button_dup_key ("view-", view->id);

      if (g_str_equal (key, self->key))
        return view;
    }
  return NULL;
}

static const RgSavedSegment *
rg_view_button_get_saved (RgViewButton *self)
{
  const RgCustomerView *view = rg_view_button_get_view (self);

  for (guint i = 0; i < self->segments->len; i++)
    {
      const RgSavedSegment *segment = self->segments->pdata[i];
      g_autofree char *key = rg_view_button_dup_key ("segment-", segment->id);

      if (view != NULL ? segment->id == view->segment : g_str_equal (key, self->key))
        return segment;
    }
  return NULL;
}

gint64
rg_view_button_get_segment (RgViewButton *self)
{
  const RgSavedSegment *segment = rg_view_button_get_saved (self);

  return segment != NULL ? segment->id : 0;
}

const char *
rg_view_button_get_rules (RgViewButton *self)
{
  const RgSavedSegment *segment = rg_view_button_get_saved (self);

  return segment != NULL ? segment->text : NULL;
}

const char *
rg_view_button_get_key (RgViewButton *self)
{
  return self->key;
}

GPtrArray *
rg_view_button_get_views (RgViewButton *self)
{
  return self->views;
}

static void
rg_view_button_update_label (RgViewButton *self)
{
  const RgCustomerView *view = rg_view_button_get_view (self);
  const RgSavedSegment *segment = rg_view_button_get_saved (self);

  gtk_menu_button_set_label (self->button, view != NULL      ? view->name
                                           : segment != NULL ? segment->name
                                                             : _("All Customers"));
}

void
rg_view_button_choose (RgViewButton *self, const char *key)
{
  g_set_str (&self->key, key);
  if (rg_view_button_get_view (self) == NULL && rg_view_button_get_saved (self) == NULL)
    g_set_str (&self->key, KEY_ALL);
  rg_view_button_update_label (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

void
rg_view_button_expect (RgViewButton *self, const char *name)
{
  g_set_str (&self->expected, name);
}

/* --- the menu --- */

static void
rg_view_button_add_item (GMenu *menu, const char *name, const char *key)
{
  /* A name is no mnemonic. */
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "page.view", "s", key);
  g_menu_append_item (menu, item);
}

static void
rg_view_button_update_menu (RgViewButton *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();
  g_autoptr (GMenu) views = g_menu_new ();
  g_autoptr (GMenu) segments = g_menu_new ();

  rg_view_button_add_item (all, _("All Customers"), KEY_ALL);
  for (guint i = 0; i < self->views->len; i++)
    {
      const RgCustomerView *view = self->views->pdata[i];
      g_autofree char *key = rg_view_button_dup_key ("view-", view->id);

      rg_view_button_add_item (views, view->name, key);
    }
  for (guint i = 0; i < self->segments->len; i++)
    {
      const RgSavedSegment *segment = self->segments->pdata[i];
      g_autofree char *key = rg_view_button_dup_key ("segment-", segment->id);

      rg_view_button_add_item (segments, segment->name, key);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  g_menu_append_section (menu, _("Views"), G_MENU_MODEL (views));
  g_menu_append_section (menu, _("Segments"), G_MENU_MODEL (segments));
  g_menu_append_section (menu, NULL, self->view_actions);
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (menu));
}

/* --- reading --- */

typedef struct
{
  GPtrArray *views;
  GPtrArray *segments;
} RgViewsRead;

static void
rg_views_read_free (gpointer data)
{
  RgViewsRead *read = data;

  g_clear_pointer (&read->views, g_ptr_array_unref);
  g_clear_pointer (&read->segments, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_view_button_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgViewsRead *read = data;

  read->views = rg_customer_views_read (db, error);
  read->segments = read->views != NULL ? rg_segments_read (db, error) : NULL;
  return read->segments != NULL;
}

/* Whether the list shows others, or shows them in another way, than before. */
static gboolean
rg_view_button_take (RgViewButton *self, RgViewsRead *read)
{
  const RgCustomerView *known = rg_view_button_get_view (self);
  g_autoptr (RgCustomerView) before = known != NULL ? rg_customer_view_copy (known) : NULL;
  g_autofree char *rules = g_strdup (rg_view_button_get_rules (self));
  const RgCustomerView *now;

  g_ptr_array_unref (self->views);
  self->views = g_ptr_array_ref (read->views);
  g_ptr_array_unref (self->segments);
  self->segments = g_ptr_array_ref (read->segments);
  now = rg_view_button_get_view (self);
  return (before == NULL) != (now == NULL) ||
         (now != NULL && !rg_customer_view_same (before, now)) ||
         g_strcmp0 (rules, rg_view_button_get_rules (self)) != 0;
}

static void
rg_view_button_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgViewButton) self = RG_VIEW_BUTTON (data);
  RgViewsRead *read = rg_store_read_get_data (result);
  const RgCustomerView *expected;
  gboolean others;

  if (!rg_store_read_finish (RG_STORE (object), result, NULL) || self->store == NULL)
    return;
  others = rg_view_button_take (self, read);
  rg_view_button_update_menu (self);
  expected = self->expected != NULL ? rg_customer_views_find (self->views, self->expected) : NULL;
  if (expected != NULL)
    {
      g_autofree char *key = rg_view_button_dup_key ("view-", expected->id);

      g_clear_pointer (&self->expected, g_free);
      rg_view_button_choose (self, key);
    }
  else if (others)
    {
      g_autofree char *key = g_strdup (self->key);

      rg_view_button_choose (self, key);
    }
  rg_view_button_update_label (self);
}

static void
rg_view_button_read (RgViewButton *self)
{
  rg_store_read_async (self->store, RG_READER_ROWS, rg_view_button_read_in_thread,
                       g_new0 (RgViewsRead, 1), rg_views_read_free, NULL, rg_view_button_read_cb,
                       g_object_ref (self));
}

static void
rg_view_button_changed_cb (RgViewButton *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "customer_view") || rg_changes_touches (changes, "segment"))
    rg_view_button_read (self);
}

/* --- GObject --- */

static void
rg_view_button_dispose (GObject *object)
{
  RgViewButton *self = RG_VIEW_BUTTON (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_VIEW_BUTTON);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_view_button_parent_class)->dispose (object);
}

static void
rg_view_button_finalize (GObject *object)
{
  RgViewButton *self = RG_VIEW_BUTTON (object);

  g_ptr_array_unref (self->views);
  g_ptr_array_unref (self->segments);
  g_free (self->key);
  g_free (self->expected);
  G_OBJECT_CLASS (rg_view_button_parent_class)->finalize (object);
}

static void
rg_view_button_class_init (RgViewButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_view_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_view_button_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", RG_TYPE_VIEW_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-view-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RgViewButton, button);
  gtk_widget_class_bind_template_child (widget_class, RgViewButton, view_actions);
}

static void
rg_view_button_init (RgViewButton *self)
{
  self->views = g_ptr_array_new ();
  self->segments = g_ptr_array_new ();
  self->key = g_strdup (KEY_ALL);
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_view_button_update_menu (self);
  rg_view_button_update_label (self);
}

void
rg_view_button_set_up (RgViewButton *self, RgStore *store)
{
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_view_button_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_view_button_read (self);
}
