/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The list of versions, with the one that stands on new forms. */
#include "pages/rg-wordings-group.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "pages/rg-permission-print.h"
#include "pages/rg-toast.h"
#include "pages/rg-wording-dialog.h"
#include "pages/rg-writes.h"
#include "store/rg-store-wordings.h"

struct _RgWordingsGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *print_button;
  GtkWidget *add_row;

  RgStore *store;
  GPtrArray *rows;     /* borrowed */
  GPtrArray *wordings; /* RgWording; what the rows show */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RgWordingsGroup, rg_wordings_group, ADW_TYPE_PREFERENCES_GROUP)

/* A new version begins with the words of the one before. */
static void
rg_wordings_group_add_cb (RgWordingsGroup *self)
{
  g_autoptr (RgWording) wording = rg_wording_new ();
  const RgWording *last = self->wordings->len > 0 ? self->wordings->pdata[0] : NULL;

  g_free (wording->version);
  wording->version = g_strdup_printf ("%u", self->wordings->len + 1);
  g_free (wording->text);
  wording->text = last ? g_strdup (last->text)
                       : rg_wording_dup_proposal (rg_store_get_shop (self->store)->name);
  if (last)
    g_set_str (&wording->benefits, last->benefits);
  wording->current = TRUE;
  adw_dialog_present (rg_wording_dialog_new (self->store, wording), GTK_WIDGET (self));
}

static void
rg_wordings_group_print_cb (RgWordingsGroup *self)
{
  rg_permission_print (GTK_WIDGET (self), self->store, 0, FALSE);
}

static const RgWording *
rg_wordings_group_find (RgWordingsGroup *self, gpointer row)
{
  guint i;

  return g_ptr_array_find (self->rows, row, &i) ? self->wordings->pdata[i] : NULL;
}

static void
rg_wordings_group_open_cb (RgWordingsGroup *self, GtkWidget *row)
{
  const RgWording *wording = rg_wordings_group_find (self, row);

  if (wording)
    adw_dialog_present (rg_wording_dialog_new (self->store, wording), GTK_WIDGET (self));
}

static void
rg_wordings_group_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;

  rg_toast_finish_write (self, RG_STORE (object), result, _("Permission form chosen"));
}

static void
rg_wordings_group_choose_cb (RgWordingsGroup *self, GParamSpec *pspec, GtkCheckButton *check)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (check), ADW_TYPE_ACTION_ROW);
  const RgWording *wording = rg_wordings_group_find (self, row);

  if (!self->filling && wording && gtk_check_button_get_active (check))
    rg_store_choose_wording_async (self->store, wording->id, rg_wordings_group_chosen_cb,
                                   g_object_ref (self));
}

/* --- the list --- */

/* "On new forms · 22 Nov 2026 · 12 answers" */
static char *
rg_wordings_group_dup_subtitle (RgWordingsGroup *self, const RgWording *wording)
{
  const RgShop *shop = rg_store_get_shop (self->store);
  GString *text = g_string_new (wording->current ? _("On new forms") : _("Not in use any more"));

  if (wording->created_at != 0)
    {
      g_autofree char *day = rg_day_format (rg_instant_day (wording->created_at, shop->zone));

      g_string_append_printf (text, " · %s", day);
    }
  if (wording->printed_at != 0)
    g_string_append_printf (text, " · %s", _("printed"));
  if (wording->n_answers > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, P_("%ld answer", "%ld answers", (gulong) wording->n_answers),
                              (glong) wording->n_answers);
    }
  return g_string_free_and_steal (text);
}

static GtkWidget *
rg_wordings_group_create_check (RgWordingsGroup *self, const RgWording *wording,
                                GtkWidget *first)
{
  GtkWidget *check = gtk_check_button_new ();
  /* Translators: %s is the version of a form. */
  g_autofree char *label = g_strdup_printf (_("Put version %s on new forms"), wording->version);

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (check, label);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (first));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), wording->current);
  rg_writes_guard (check, self->store);
  g_signal_connect_object (check, "notify::active", G_CALLBACK (rg_wordings_group_choose_cb), self,
                           G_CONNECT_SWAPPED);
  return check;
}

static GtkWidget *
rg_wordings_group_create_row (RgWordingsGroup *self, const RgWording *wording, GtkWidget *check)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");
  /* Translators: %s is the version of a form, such as "2" or "Autumn 2026". */
  g_autofree char *title = g_strdup_printf (_("Version %s"), wording->version);
  g_autofree char *subtitle = rg_wordings_group_dup_subtitle (self, wording);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_wordings_group_open_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
rg_wordings_group_show (RgWordingsGroup *self, GPtrArray *wordings)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  GtkWidget *first = NULL;

  self->filling = TRUE;
  g_object_ref (self->add_row);
  adw_preferences_group_remove (group, self->add_row);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->wordings, g_ptr_array_unref);
  self->wordings = g_ptr_array_ref (wordings);
  gtk_widget_set_visible (self->print_button, wordings->len > 0);
  for (guint i = 0; i < wordings->len; i++)
    {
      GtkWidget *check = rg_wordings_group_create_check (self, wordings->pdata[i], first);
      GtkWidget *row = rg_wordings_group_create_row (self, wordings->pdata[i], check);

      first = first ? first : check;
      adw_preferences_group_add (group, row);
      g_ptr_array_add (self->rows, row);
    }
  adw_preferences_group_add (group, self->add_row);
  g_object_unref (self->add_row);
  self->filling = FALSE;
}

/* --- reading --- */

static gboolean
rg_wordings_group_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **wordings = data;

  *wordings = rg_wordings_read (db, error);
  return *wordings != NULL;
}

static void
rg_wordings_group_read_free (gpointer data)
{
  g_clear_pointer ((GPtrArray **) data, g_ptr_array_unref);
  g_free (data);
}

static void
rg_wordings_group_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgWordingsGroup) self = RG_WORDINGS_GROUP (data);
  GPtrArray **wordings = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (object), result, NULL) && self->store)
    rg_wordings_group_show (self, *wordings);
}

static void
rg_wordings_group_read (RgWordingsGroup *self)
{
  rg_store_read_async (self->store, RG_READER_ROWS, rg_wordings_group_read_in_thread,
                       g_new0 (GPtrArray *, 1), rg_wordings_group_read_free, NULL,
                       rg_wordings_group_read_cb, g_object_ref (self));
}

static void
rg_wordings_group_changed_cb (RgWordingsGroup *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "wording") || rg_changes_touches (changes, "consent"))
    rg_wordings_group_read (self);
}

void
rg_wordings_group_set_store (RgWordingsGroup *self, RgStore *store)
{
  g_return_if_fail (RG_IS_WORDINGS_GROUP (self));

  gtk_widget_set_visible (GTK_WIDGET (self), store != NULL);
  if (!store)
    return;
  self->store = g_object_ref (store);
  rg_writes_guard (self->add_row, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_wordings_group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_wordings_group_read (self);
}

/* --- GObject --- */

static void
rg_wordings_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_WORDINGS_GROUP);
  g_clear_object (&RG_WORDINGS_GROUP (object)->store);
  G_OBJECT_CLASS (rg_wordings_group_parent_class)->dispose (object);
}

static void
rg_wordings_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_WORDINGS_GROUP (object)->rows);
  g_ptr_array_unref (RG_WORDINGS_GROUP (object)->wordings);
  G_OBJECT_CLASS (rg_wordings_group_parent_class)->finalize (object);
}

static void
rg_wordings_group_class_init (RgWordingsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_wordings_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_wordings_group_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-wordings-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgWordingsGroup, add_row);
  gtk_widget_class_bind_template_child (widget_class, RgWordingsGroup, print_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_wordings_group_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_wordings_group_print_cb);
}

static void
rg_wordings_group_init (RgWordingsGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->wordings = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
