/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The reminder of a set-up that is not finished. */
#include "pages/rg-set-up-group.h"

#include "base/rg-i18n.h"

struct _RgSetUpGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *row;
  RgStore *store;
};

G_DEFINE_FINAL_TYPE (RgSetUpGroup, rg_set_up_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
rg_set_up_group_describe (RgSetUpStep next)
{
  static const char *const words[RG_N_SET_UP_STEPS + 1] = {
    [RG_SET_UP_SHOP] = "",
    [RG_SET_UP_TILL] = N_("Next: which till you have"),
    [RG_SET_UP_PERMISSION] = N_("Next: whom you may write to"),
    [RG_SET_UP_SALES] = N_("Next: read the sales of your till"),
    [RG_SET_UP_BACKUPS] = N_("Next: where backups go"),
    [RG_N_SET_UP_STEPS] = "",
  };

  return *words[next] ? _(words[next]) : "";
}

static void
rg_set_up_group_show (RgSetUpGroup *self, const RgSetUp *set_up)
{
  const RgSetUpStep next = rg_set_up_get_next (set_up);
  /* Translators: of how many steps how many are done. */
  g_autofree char *title = g_strdup_printf (_("Set Up Your Shop: %1$u of %2$d done"),
                                            set_up->n_done, RG_N_SET_UP_STEPS);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_action_row_set_subtitle (self->row, rg_set_up_group_describe (next));
  gtk_widget_set_visible (GTK_WIDGET (self), next < RG_N_SET_UP_STEPS);
}

static void
rg_set_up_group_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSetUpGroup) self = RG_SET_UP_GROUP (data);
  g_autoptr (RgSetUp) set_up = rg_set_up_read_finish (RG_STORE (object), result, NULL);

  if (set_up && self->row)
    rg_set_up_group_show (self, set_up);
}

static void
rg_set_up_group_changed_cb (RgSetUpGroup *self, RgChanges *changes)
{
  if (rg_set_up_is_touched (changes))
    rg_set_up_read_async (self->store, rg_set_up_group_read_cb, g_object_ref (self));
}

void
rg_set_up_group_set_store (RgSetUpGroup *self, RgStore *store)
{
  g_return_if_fail (RG_IS_SET_UP_GROUP (self));

  if (rg_store_get_shop (store)->is_sample || !g_set_object (&self->store, store))
    return;
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_set_up_group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_set_up_read_async (store, rg_set_up_group_read_cb, g_object_ref (self));
}

static void
rg_set_up_group_dispose (GObject *object)
{
  RgSetUpGroup *self = RG_SET_UP_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_SET_UP_GROUP);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_set_up_group_parent_class)->dispose (object);
}

static void
rg_set_up_group_class_init (RgSetUpGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_set_up_group_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-set-up-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSetUpGroup, row);
}

static void
rg_set_up_group_init (RgSetUpGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
