/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The list of the shop's own fields. */
#include "pages/rg-own-fields-page.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-own-field-dialog.h"
#include "pages/rg-toast.h"
#include "pages/rg-writes.h"
#include "widgets/rg-reorder.h"

#define ASKS_FROM 50 /* customers of whom something would go */

struct _RgOwnFieldsPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *group;
  GtkWidget *add_row;
  GtkWidget *none_row;

  RgStore *store;
  GPtrArray *fields; /* RgOwnField */
  GPtrArray *rows;   /* borrowed, in the same order */
  int focus;         /* the row that gets the keyboard when the list is there; -1: none */
};

G_DEFINE_FINAL_TYPE (RgOwnFieldsPage, rg_own_fields_page, ADW_TYPE_PREFERENCES_PAGE)

static void
rg_own_fields_page_open (RgOwnFieldsPage *self, const RgOwnField *field)
{
  adw_dialog_present (rg_own_field_dialog_new (self->store, field), GTK_WIDGET (self));
}

static void
rg_own_fields_page_add_cb (RgOwnFieldsPage *self)
{
  rg_own_fields_page_open (self, NULL);
}

static const RgOwnField *
rg_own_fields_page_get_field (RgOwnFieldsPage *self, GtkWidget *row)
{
  guint i = 0;

  return g_ptr_array_find (self->rows, row, &i) ? self->fields->pdata[i] : NULL;
}

static void
rg_own_fields_page_open_cb (RgOwnFieldsPage *self, GtkWidget *row)
{
  rg_own_fields_page_open (self, rg_own_fields_page_get_field (self, row));
}

/* --- deleting --- */

/* What is said when it is gone. */
typedef struct
{
  RgOwnFieldsPage *page;
  gint64 id;
  char *text;
} RgDeletion;

static void
rg_deletion_free (gpointer data, GClosure *closure)
{
  RgDeletion *deletion = data;

  g_object_unref (deletion->page);
  g_free (deletion->text);
  g_free (deletion);
}

static void
rg_own_fields_page_deleted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  RgDeletion *deletion = data;

  rg_toast_finish_write (GTK_WIDGET (deletion->page), RG_STORE (object), result, deletion->text);
  rg_deletion_free (deletion, NULL);
}

static RgDeletion *
rg_deletion_new (RgOwnFieldsPage *self, const RgOwnField *field)
{
  RgDeletion *deletion = g_new0 (RgDeletion, 1);

  deletion->page = g_object_ref (self);
  deletion->id = field->id;
  /* Translators: %s is the name of a field. */
  deletion->text = g_strdup_printf (_("Field “%s” deleted"), field->name);
  return deletion;
}

static void
rg_own_fields_page_delete (RgDeletion *deletion)
{
  rg_store_delete_own_field_async (deletion->page->store, deletion->id,
                                   rg_own_fields_page_deleted_cb, deletion);
}

static void
rg_own_fields_page_answered_cb (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  const RgDeletion *asked = data;
  const RgOwnField *field;

  if (!g_str_equal (response, "delete"))
    return;
  field = rg_own_fields_find_id (asked->page->fields, asked->id);
  if (field != NULL)
    rg_own_fields_page_delete (rg_deletion_new (asked->page, field));
}

static void
rg_own_fields_page_ask (RgOwnFieldsPage *self, const RgOwnField *field)
{
  g_autofree char *heading = NULL;
  g_autofree char *number = rg_number_format (field->n_known);
  g_autofree char *body = NULL;
  AdwAlertDialog *dialog;

  /* Translators: %s is the name of a field. */
  heading = g_strdup_printf (_("Delete “%s”?"), field->name);
  /* Translators: %s is a number of customers. */
  body = g_strdup_printf (P_("What is known in it of %s customer goes with it. History can bring "
                             "both back.",
                             "What is known in it of %s customers goes with it. History can bring "
                             "both back.", field->n_known), number);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
  adw_alert_dialog_add_response (dialog, "cancel", _("_Cancel"));
  adw_alert_dialog_add_response (dialog, "delete", _("_Delete"));
  adw_alert_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (rg_own_fields_page_answered_cb),
                         rg_deletion_new (self, field), rg_deletion_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
rg_own_fields_page_delete_cb (RgOwnFieldsPage *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  const RgOwnField *field = rg_own_fields_page_get_field (self, row);

  if (field == NULL)
    return;
  if (field->n_known > ASKS_FROM)
    rg_own_fields_page_ask (self, field);
  else
    rg_own_fields_page_delete (rg_deletion_new (self, field));
}

/* --- the order --- */

static void
rg_own_fields_page_moved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgOwnFieldsPage) self = data;

  rg_toast_finish_write (GTK_WIDGET (self), RG_STORE (object), result, _("Order changed"));
}

static void
rg_own_fields_page_move (GObject *object, guint from, guint to)
{
  RgOwnFieldsPage *self = RG_OWN_FIELDS_PAGE (object);
  const RgOwnField *field = self->fields->pdata[from];

  self->focus = (int) to;
  rg_store_move_own_field_async (self->store, field->id, to, rg_own_fields_page_moved_cb,
                                 g_object_ref (self));
}

/* --- the list --- */

/* "One of a List · required · 1,204 customers" */
static char *
rg_own_fields_page_dup_subtitle (const RgOwnField *field)
{
  g_autofree char *number = rg_number_format (field->n_known);
  g_autoptr (GString) text = g_string_new (rg_own_kind_get_label (field->kind));

  if (field->required)
    g_string_append_printf (text, " · %s", _("required"));
  if (field->n_known > 0)
    {
      g_string_append (text, " · ");
      /* Translators: %s is a number: of how many something is known in a field. */
      g_string_append_printf (text, P_("%s customer", "%s customers", field->n_known), number);
    }
  if (*field->help != '\0')
    g_string_append_printf (text, "\n%s", field->help);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
rg_own_fields_page_create_row (RgOwnFieldsPage *self, guint i)
{
  const RgOwnField *field = self->fields->pdata[i];
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *subtitle = rg_own_fields_page_dup_subtitle (field);
  /* Translators: %s is the name of a field. */
  g_autofree char *tooltip = g_strdup_printf (_("Delete “%s”"), field->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), field->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  rg_writes_guard (button, self->store);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  if (!rg_store_is_read_only (self->store))
    rg_reorder_add (ADW_PREFERENCES_ROW (row), i, self->fields->len, G_OBJECT (self),
                    rg_own_fields_page_move);
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_own_fields_page_delete_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_own_fields_page_open_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
rg_own_fields_page_show (RgOwnFieldsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->fields->len; i++)
    {
      GtkWidget *row = rg_own_fields_page_create_row (self, i);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->none_row, self->rows->len == 0);
  if (self->focus >= 0 && self->focus < (int) self->rows->len)
    gtk_widget_grab_focus (self->rows->pdata[self->focus]);
  self->focus = -1;
}

static void
rg_own_fields_page_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgOwnFieldsPage) self = data;
  g_autoptr (GPtrArray) fields = rg_store_read_own_fields_finish (RG_STORE (object), result, NULL);

  if (fields == NULL || self->store == NULL)
    return;
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  self->fields = g_steal_pointer (&fields);
  rg_own_fields_page_show (self);
}

static void
rg_own_fields_page_read (RgOwnFieldsPage *self)
{
  rg_store_read_own_fields_async (self->store, TRUE, NULL, rg_own_fields_page_read_cb,
                                  g_object_ref (self));
}

static void
rg_own_fields_page_changed_cb (RgOwnFieldsPage *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "field") || rg_changes_touches (changes, "field_choice") ||
      rg_changes_touches (changes, "field_value"))
    rg_own_fields_page_read (self);
}

void
rg_own_fields_page_set_store (RgOwnFieldsPage *self, RgStore *store)
{
  g_return_if_fail (RG_IS_OWN_FIELDS_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), store != NULL);
  if (store == NULL)
    return;
  self->store = g_object_ref (store);
  rg_writes_guard (self->add_row, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_own_fields_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_own_fields_page_read (self);
}

/* --- GObject --- */

static void
rg_own_fields_page_dispose (GObject *object)
{
  RgOwnFieldsPage *self = RG_OWN_FIELDS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_OWN_FIELDS_PAGE);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_own_fields_page_parent_class)->dispose (object);
}

static void
rg_own_fields_page_finalize (GObject *object)
{
  RgOwnFieldsPage *self = RG_OWN_FIELDS_PAGE (object);

  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (rg_own_fields_page_parent_class)->finalize (object);
}

static void
rg_own_fields_page_class_init (RgOwnFieldsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_own_fields_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_own_fields_page_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-own-fields-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldsPage, add_row);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldsPage, group);
  gtk_widget_class_bind_template_child (widget_class, RgOwnFieldsPage, none_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_own_fields_page_add_cb);
}

static void
rg_own_fields_page_init (RgOwnFieldsPage *self)
{
  self->rows = g_ptr_array_new ();
  self->focus = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
