/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* All automations of a shop. */
#include "pages/rg-automation-list.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-writes.h"
#include "store/rg-store-automations.h"

struct _RgAutomationList
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkListBox *list;

  RgStore *store;
  GPtrArray *all;    /* RgSavedAutomation, of the rows; or NULL */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RgAutomationList, rg_automation_list, ADW_TYPE_BIN)

static void rg_automation_list_read (RgAutomationList *self);

static void
rg_automation_list_open_cb (RgAutomationList *self, GtkListBoxRow *row)
{
  const RgSavedAutomation *saved = self->all->pdata[gtk_list_box_row_get_index (row)];
  g_autoptr (GVariant) query = g_variant_ref_sink (
    g_variant_new_parsed ("{'id': <%x>}", saved->id));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-automation", "@a{sv}", query);
}

/* What was refused is as it was. */
static void
rg_automation_list_switched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgAutomationList) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_store_write_finish (RG_STORE (source), result, NULL, &error))
    return;
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
  if (self->store != NULL)
    rg_automation_list_read (self);
}

static void
rg_automation_list_switch_cb (GtkSwitch *toggle, GParamSpec *pspec, RgAutomationList *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (toggle), "rg-automation");

  if (!self->filling)
    rg_store_switch_automation_async (self->store, *id, gtk_switch_get_active (toggle),
                                      rg_automation_list_switched_cb, g_object_ref (self));
}

static char *
rg_automation_list_dup_state (const RgSavedAutomation *saved)
{
  g_autofree char *day = NULL;

  if (saved->problem != NULL)
    /* Translators: of an automation; %s is a sentence that says why. */
    return g_strdup_printf (_("It stands still: %s"), saved->problem);
  if (saved->n_fired == 0 && saved->since_on == RG_DAY_NONE)
    return NULL;
  if (saved->n_fired == 0)
    {
      day = rg_day_format (saved->since_on);
      /* Translators: %s is a day: what falls due from then on is done. */
      return g_strdup_printf (_("Nothing was due yet since %s"), day);
    }
  return g_strdup_printf (P_("Done once", "Done %d times", saved->n_fired), (int) saved->n_fired);
}

static GtkWidget *
rg_automation_list_make_warning (void)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "warning");
  return icon;
}

static void
rg_automation_list_add (RgAutomationList *self, const RgSavedAutomation *saved)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();
  g_autofree char *sentence = rg_automation_sentence (saved->automation);
  g_autofree char *state = rg_automation_list_dup_state (saved);
  g_autofree char *subtitle = g_strjoin ("\n", sentence, state, NULL);
  /* Translators: a switch; %s is the name of an automation. */
  g_autofree char *label = g_strdup_printf (_("“%s” is on"), saved->name);

  gtk_switch_set_active (GTK_SWITCH (toggle), saved->since_on != RG_DAY_NONE);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (toggle), "rg-automation",
                          g_memdup2 (&saved->id, sizeof saved->id), g_free);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (rg_automation_list_switch_cb),
                           self, 0);
  rg_writes_guard (toggle, self->store);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), saved->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (saved->problem != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), rg_automation_list_make_warning ());
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);
}

/* --- reading --- */

typedef struct {
  RgShop *shop;
  GPtrArray *all;
} RgAutomationListRead;

static gboolean
rg_automation_list_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgAutomationListRead *read = data;

  read->all = rg_automations_read_checked (db, read->shop, error);
  return read->all != NULL;
}

static void
rg_automation_list_free_read (gpointer data)
{
  RgAutomationListRead *read = data;

  rg_shop_free (read->shop);
  g_clear_pointer (&read->all, g_ptr_array_unref);
  g_free (read);
}

static void
rg_automation_list_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgAutomationList) self = data;
  RgAutomationListRead *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (source), result, NULL) || self->store == NULL)
    return;
  self->filling = TRUE;
  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = g_steal_pointer (&read->all);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->all->len; i++)
    rg_automation_list_add (self, self->all->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, self->all->len > 0 ? "list" : "empty");
  self->filling = FALSE;
}

static void
rg_automation_list_read (RgAutomationList *self)
{
  RgAutomationListRead *read = g_new0 (RgAutomationListRead, 1);

  read->shop = rg_shop_copy (rg_store_get_shop (self->store));
  rg_store_read_async (self->store, RG_READER_ROWS, rg_automation_list_in_thread, read,
                       rg_automation_list_free_read, NULL, rg_automation_list_read_cb,
                       g_object_ref (self));
}

static void
rg_automation_list_changed_cb (RgAutomationList *self, RgChanges *changes)
{
  if (rg_automations_are_touched (changes))
    rg_automation_list_read (self);
}

void
rg_automation_list_set_store (RgAutomationList *self, RgStore *store)
{
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_automation_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_automation_list_read (self);
}

/* --- GObject --- */

static void
rg_automation_list_dispose (GObject *object)
{
  RgAutomationList *self = RG_AUTOMATION_LIST (object);

  self->filling = TRUE;
  g_clear_object (&self->store);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  G_OBJECT_CLASS (rg_automation_list_parent_class)->dispose (object);
}

static void
rg_automation_list_class_init (RgAutomationListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_automation_list_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-automation-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RgAutomationList, list);
  gtk_widget_class_bind_template_child (widget_class, RgAutomationList, stack);
  gtk_widget_class_bind_template_callback (widget_class, rg_automation_list_open_cb);
}

static void
rg_automation_list_init (RgAutomationList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
