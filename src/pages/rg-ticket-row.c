/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A row that does with its ticket what is asked of it, and offers Undo. */
#include "pages/rg-ticket-row.h"

#include "base/rg-i18n.h"
#include "pages/rg-toast.h"
#include "widgets/rg-row-parts.h"

struct _RgTicketRow
{
  AdwActionRow parent_instance;

  RgStore *store;
  RgTicket *ticket;
};

G_DEFINE_FINAL_TYPE (RgTicketRow, rg_ticket_row, ADW_TYPE_ACTION_ROW)

/* --- actions --- */

static void
rg_ticket_row_open (RgTicketRow *self, gboolean close)
{
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "id", "x", self->ticket->id);
  g_variant_dict_insert (&query, "kind", "s",
                         rg_ticket_list_id (RG_TICKET_KINDS, self->ticket->kind));
  g_variant_dict_insert (&query, "close", "b", close);
  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.edit-ticket",
                                      g_variant_dict_end (&query));
}

static void
rg_ticket_row_edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_ticket_row_open (RG_TICKET_ROW (widget), g_str_equal (name, "ticket.close"));
}

static void
rg_ticket_row_customer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-customer", "x",
                              RG_TICKET_ROW (widget)->ticket->customer);
}

static void
rg_ticket_row_reopen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgTicketRow *self = RG_TICKET_ROW (widget);
  const gboolean enquiry = self->ticket->kind == RG_TICKET_ENQUIRY;

  rg_store_reopen_ticket_async (
    self->store, self->ticket->id, rg_toast_written_cb,
    rg_toast_write_new (GTK_WIDGET (self), enquiry ? _("Enquiry open again")
                                               : _("Ticket open again")));
}

static void
rg_ticket_row_delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgTicketRow *self = RG_TICKET_ROW (widget);
  const gboolean enquiry = self->ticket->kind == RG_TICKET_ENQUIRY;

  rg_store_delete_ticket_async (
    self->store, self->ticket->id, rg_toast_written_cb,
    rg_toast_write_new (GTK_WIDGET (self), enquiry ? _("Enquiry deleted") : _("Ticket deleted")));
}

/* --- showing --- */

/* "Kim Min-su · Urgent · Enquiry · Teapot · for Karin", as far as there is any of it; of a closed
 * one also how it was solved. */
static char *
rg_ticket_row_dup_subtitle (const RgTicket *ticket, gboolean with_customer)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (with_customer && ticket->customer_name != NULL)
    g_ptr_array_add (parts, g_strdup (ticket->customer_name));
  if (ticket->priority > RG_TICKET_NORMAL && ticket->state != RG_TICKET_CLOSED)
    g_ptr_array_add (parts, g_strdup (rg_ticket_list_word (RG_TICKET_PRIORITIES,
                                                           ticket->priority)));
  if (ticket->kind == RG_TICKET_ENQUIRY)
    g_ptr_array_add (parts, g_strdup (rg_ticket_list_word (RG_TICKET_KINDS, ticket->kind)));
  if (*ticket->product_name != '\0')
    g_ptr_array_add (parts, g_strdup (ticket->product_name));
  if (ticket->state == RG_TICKET_CLOSED && *ticket->solution != '\0')
    g_ptr_array_add (parts, g_strdup (ticket->solution));
  else if (ticket->staff_name != NULL)
    /* Translators: %s is the member of staff who looks after a ticket. */
    g_ptr_array_add (parts, g_strdup_printf (_("for %s"), ticket->staff_name));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static GMenuModel *
rg_ticket_row_build_menu (const RgTicket *ticket, gboolean with_customer)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();

  g_menu_append (menu, _("_Edit…"), "ticket.edit");
  if (ticket->state != RG_TICKET_CLOSED)
    g_menu_append (menu, _("_Close…"), "ticket.close");
  else
    g_menu_append (menu, _("_Open Again"), "ticket.reopen");
  if (with_customer && ticket->customer != 0)
    g_menu_append (menu, _("_Show Customer"), "ticket.show-customer");
  g_menu_append (remove, _("_Delete"), "ticket.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));
  return G_MENU_MODEL (menu);
}

static void
rg_ticket_row_add_state (RgTicketRow *self, RgDay today)
{
  g_autofree char *state = rg_ticket_dup_state (self->ticket, today);
  GtkWidget *label = gtk_label_new (state);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, rg_ticket_is_late (self->ticket, today) ? "warning"
                                                                           : "dimmed");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), label);
}

static void
rg_ticket_row_dispose (GObject *object)
{
  RgTicketRow *self = RG_TICKET_ROW (object);

  g_clear_pointer (&self->ticket, rg_ticket_free);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_ticket_row_parent_class)->dispose (object);
}

static void
rg_ticket_row_class_init (RgTicketRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_ticket_row_dispose;
  gtk_widget_class_install_action (widget_class, "ticket.edit", NULL, rg_ticket_row_edit_action);
  gtk_widget_class_install_action (widget_class, "ticket.close", NULL, rg_ticket_row_edit_action);
  gtk_widget_class_install_action (widget_class, "ticket.reopen", NULL,
                                   rg_ticket_row_reopen_action);
  gtk_widget_class_install_action (widget_class, "ticket.show-customer", NULL,
                                   rg_ticket_row_customer_action);
  gtk_widget_class_install_action (widget_class, "ticket.delete", NULL,
                                   rg_ticket_row_delete_action);
}

static void
rg_ticket_row_init (RgTicketRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

GtkWidget *
rg_ticket_row_new (RgStore *store, const RgTicket *ticket, RgDay today, gboolean with_customer)
{
  static const char *const changes[] = { "ticket.close", "ticket.reopen", "ticket.delete" };
  RgTicketRow *self = g_object_new (RG_TYPE_TICKET_ROW, "action-name", "ticket.edit", NULL);
  g_autofree char *subtitle = rg_ticket_row_dup_subtitle (ticket, with_customer);
  g_autoptr (GMenuModel) menu = rg_ticket_row_build_menu (ticket, with_customer);

  self->store = g_object_ref (store);
  self->ticket = rg_ticket_copy (ticket);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), changes[i], !rg_store_is_read_only (store));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), ticket->subject);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  rg_ticket_row_add_state (self, today);
  rg_row_add_menu (ADW_ACTION_ROW (self), menu, ticket->subject);
  return GTK_WIDGET (self);
}
