/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dialog of one task. */
#include "pages/rg-task-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-staff-row.h"
#include "pages/rg-toast.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-customers.h"
#include "widgets/rg-due-group.h"
#include "widgets/rg-speak.h"

struct _RgTaskDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkWidget *save_button;
  AdwEntryRow *what_row;
  AdwActionRow *about_row;
  RgDueGroup *due_group;
  AdwComboRow *staff_row;

  RgStore *store;
  GVariant *query;
  RgTask *task;
  GArray *staff; /* gint64: of the rows of staff_row */
  RgDay today;
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgTaskDialog, rg_task_dialog, ADW_TYPE_DIALOG)

/* --- reading --- */

typedef struct {
  gint64 id;
  gint64 customer;
  gint64 campaign;
  RgTask *task;
  GPtrArray *staff; /* RgStaff */
} RgTaskRead;

static void
rg_task_read_data_free (gpointer data)
{
  RgTaskRead *read = data;

  rg_task_free (read->task);
  g_clear_pointer (&read->staff, g_ptr_array_unref);
  g_free (read);
}

/* A new one is about whom the query says. */
static gboolean
rg_task_dialog_begin (RgDb *db, RgTaskRead *read, GError **error)
{
  g_autoptr (RgCampaign) campaign = NULL;

  read->task = rg_task_new ("");
  read->task->customer = read->customer;
  read->task->campaign = read->campaign;
  if (read->customer != 0)
    return rg_customer_read_living (db, &read->task->customer, &read->task->customer_name, error);
  if (read->campaign == 0)
    return TRUE;
  campaign = rg_campaign_read (db, read->campaign, error);
  if (campaign != NULL)
    read->task->campaign_name = g_strdup (campaign->name);
  return campaign != NULL;
}

static gboolean
rg_task_dialog_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgTaskRead *read = data;

  read->staff = rg_staff_read_all (db, error);
  if (read->staff == NULL)
    return FALSE;
  if (read->id == 0)
    return rg_task_dialog_begin (db, read, error);
  read->task = rg_task_read (db, read->id, error);
  return read->task != NULL;
}

static void
rg_task_dialog_say_error (RgTaskDialog *self, const GError *error)
{
  g_autofree char *text = rg_error_text (error);

  rg_speak_banner (self->banner, text);
}

static gboolean
rg_task_dialog_can_save (RgTaskDialog *self)
{
  g_autofree char *what
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->what_row))));

  return self->task != NULL && *what != '\0';
}

static void
rg_task_dialog_changed_cb (RgTaskDialog *self)
{
  gtk_widget_set_sensitive (self->save_button, rg_task_dialog_can_save (self));
}

static void
rg_task_dialog_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTaskDialog) self = data;
  RgTaskRead *read = rg_store_read_get_data (result);
  g_autoptr (GError) error = NULL;
  const char *about;

  if (!rg_store_read_finish (RG_STORE (source), result, &error))
    {
      rg_task_dialog_say_error (self, error);
      return;
    }
  if (self->store == NULL)
    return;
  self->task = g_steal_pointer (&read->task);
  about = self->task->customer_name != NULL ? self->task->customer_name
                                            : self->task->campaign_name;
  if (about != NULL)
    adw_action_row_set_subtitle (self->about_row, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about_row), about != NULL);
  rg_staff_row_fill (self->staff_row, read->staff, self->task->staff, self->staff);
  rg_due_group_set_day (self->due_group, self->task->due_on, self->today);
  /* Whoever is quick has written something already. */
  if (self->task->id != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->what_row), self->task->what);
  rg_task_dialog_changed_cb (self);
}

/* --- saving --- */

static void
rg_task_dialog_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTaskDialog) self = data;

  if (!rg_toast_finish_dialog (ADW_DIALOG (self), self->banner, RG_STORE (source), result,
                               self->task->id == 0 ? _("Task added") : _("Task changed")))
    gtk_widget_set_sensitive (self->save_button, TRUE);
}

static void
rg_task_dialog_save_cb (RgTaskDialog *self)
{
  g_autoptr (RgTask) task = NULL;

  if (!rg_task_dialog_can_save (self))
    return;
  task = rg_task_copy (self->task);
  g_set_str (&task->what, gtk_editable_get_text (GTK_EDITABLE (self->what_row)));
  task->due_on = rg_due_group_get_day (self->due_group);
  task->staff = rg_staff_row_get (self->staff_row, self->staff);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  rg_store_save_task_async (self->store, task, rg_task_dialog_saved_cb, g_object_ref (self));
}

static void
rg_task_dialog_cancel_cb (RgTaskDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- GObject --- */

static void
rg_task_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgTaskDialog *self = RG_TASK_DIALOG (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_QUERY)
    self->query = g_value_dup_variant (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_task_dialog_constructed (GObject *object)
{
  RgTaskDialog *self = RG_TASK_DIALOG (object);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (self->store));
  RgTaskRead *read = g_new0 (RgTaskRead, 1);

  G_OBJECT_CLASS (rg_task_dialog_parent_class)->constructed (object);
  self->today = rg_day_today (zone);
  g_variant_lookup (self->query, "id", "x", &read->id);
  g_variant_lookup (self->query, "customer", "x", &read->customer);
  g_variant_lookup (self->query, "campaign", "x", &read->campaign);
  adw_dialog_set_title (ADW_DIALOG (self), read->id != 0 ? _("Edit Task") : _("New Task"));
  rg_store_read_async (self->store, RG_READER_ROWS, rg_task_dialog_read_in_thread, read,
                       rg_task_read_data_free, NULL, rg_task_dialog_read_cb, g_object_ref (self));
}

static void
rg_task_dialog_dispose (GObject *object)
{
  RgTaskDialog *self = RG_TASK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_TASK_DIALOG);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_task_dialog_parent_class)->dispose (object);
}

static void
rg_task_dialog_finalize (GObject *object)
{
  RgTaskDialog *self = RG_TASK_DIALOG (object);

  g_clear_pointer (&self->query, g_variant_unref);
  g_clear_pointer (&self->task, rg_task_free);
  g_array_unref (self->staff);
  G_OBJECT_CLASS (rg_task_dialog_parent_class)->finalize (object);
}

static void
rg_task_dialog_class_init (RgTaskDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_task_dialog_constructed;
  object_class->dispose = rg_task_dialog_dispose;
  object_class->finalize = rg_task_dialog_finalize;
  object_class->set_property = rg_task_dialog_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (RG_TYPE_DUE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-task-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, about_row);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, due_group);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, staff_row);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, what_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_task_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_task_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_task_dialog_save_cb);
}

static void
rg_task_dialog_init (RgTaskDialog *self)
{
  self->staff = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}
