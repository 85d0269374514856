/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dialog of one ticket. */
#include "pages/rg-ticket-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-staff-row.h"
#include "pages/rg-toast.h"
#include "store/rg-store-customers.h"
#include "widgets/rg-due-group.h"
#include "widgets/rg-speak.h"

/* Purchases to choose from. */
#define RG_TICKET_PURCHASES 30

struct _RgTicketDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  AdwEntryRow *subject_row;
  AdwActionRow *customer_row;
  GtkWidget *text_group;
  GtkTextView *text_view;
  GtkWidget *about_group;
  AdwEntryRow *product_row;
  AdwComboRow *receipt_row;
  AdwComboRow *channel_row;
  AdwComboRow *state_row;
  AdwEntryRow *solution_row;
  AdwComboRow *priority_row;
  RgDueGroup *due_group;
  AdwComboRow *staff_row;

  RgStore *store;
  GVariant *query;
  RgTicket *ticket; /* NULL until it is read */
  GArray *staff;    /* gint64: of the rows of staff_row */
  GArray *receipts; /* gint64: of the rows of receipt_row */
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgTicketDialog, rg_ticket_dialog, ADW_TYPE_DIALOG)

/* Where it is only to be closed. */
#define RG_TICKET_CLOSE_HEIGHT 420

/* The rows of state_row; an enquiry ends in one of two ways. */
#define RG_ROW_CLOSED 2
#define RG_ROW_NOT_BOUGHT 3

static void
rg_ticket_dialog_say_error (RgTicketDialog *self, const GError *error)
{
  g_autofree char *text = rg_error_text (error);

  rg_speak_banner (self->banner, text);
}

static const char *
rg_ticket_dialog_get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
rg_ticket_dialog_changed_cb (RgTicketDialog *self)
{
  g_autofree char *subject =
    g_strstrip (g_strdup (rg_ticket_dialog_get_text (self->subject_row)));

  adw_banner_set_revealed (self->banner, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ticket.save",
                                 self->ticket != NULL && *subject != '\0');
}

static void
rg_ticket_dialog_state_cb (RgTicketDialog *self)
{
  const gboolean closed = adw_combo_row_get_selected (self->state_row) >= RG_ROW_CLOSED;

  gtk_widget_set_visible (GTK_WIDGET (self->solution_row), closed);
  gtk_widget_set_visible (GTK_WIDGET (self->due_group), !closed);
}

/* --- filling --- */

static void
rg_ticket_dialog_fill_list (AdwComboRow *row, RgTicketList list, guint selected)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < rg_ticket_list_n (list); i++)
    gtk_string_list_append (words, rg_ticket_list_word (list, i));
  adw_combo_row_set_model (row, G_LIST_MODEL (words));
  adw_combo_row_set_selected (row, selected);
}

/* How it ends, and nothing that was said long before. */
static void
rg_ticket_dialog_show_end (RgTicketDialog *self)
{
  const gboolean enquiry = self->ticket->kind == RG_TICKET_ENQUIRY;

  adw_dialog_set_title (ADW_DIALOG (self), enquiry ? _("Close Enquiry") : _("Close Ticket"));
  adw_dialog_set_content_height (ADW_DIALOG (self), RG_TICKET_CLOSE_HEIGHT);
  gtk_widget_set_visible (self->text_group, FALSE);
  gtk_widget_set_visible (self->about_group, FALSE);
  adw_dialog_set_focus (ADW_DIALOG (self), enquiry ? GTK_WIDGET (self->state_row)
                                                   : GTK_WIDGET (self->solution_row));
}

static void
rg_ticket_dialog_fill_states (RgTicketDialog *self)
{
  const RgTicket *ticket = self->ticket;
  const gboolean enquiry = ticket->kind == RG_TICKET_ENQUIRY;
  const char *const states[] = {
    rg_ticket_list_word (RG_TICKET_STATES, RG_TICKET_OPEN),
    rg_ticket_list_word (RG_TICKET_STATES, RG_TICKET_WAITING),
    enquiry ? rg_ticket_list_word (RG_TICKET_OUTCOMES, RG_TICKET_WON)
            : rg_ticket_list_word (RG_TICKET_STATES, RG_TICKET_CLOSED),
    enquiry ? rg_ticket_list_word (RG_TICKET_OUTCOMES, RG_TICKET_LOST) : NULL,
    NULL,
  };
  g_autoptr (GtkStringList) words = gtk_string_list_new (states);
  gboolean close = FALSE;

  g_variant_lookup (self->query, "close", "b", &close);
  adw_combo_row_set_model (self->state_row, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->state_row,
                              close ? RG_ROW_CLOSED
                              : ticket->outcome == RG_TICKET_LOST ? RG_ROW_NOT_BOUGHT
                                                                  : ticket->state);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->solution_row),
                                 enquiry ? _("How it ended") : _("How it was solved"));
  rg_ticket_dialog_state_cb (self);
  if (close)
    rg_ticket_dialog_show_end (self);
}

static void
rg_ticket_dialog_add_receipt (RgTicketDialog *self, GtkStringList *rows, gint64 id, RgDay day,
                              const char *what)
{
  const RgDay today = rg_shop_get_day (rg_store_get_shop (self->store));
  g_autofree char *when = rg_day_format_relative (day, today);
  /* Translators: a purchase: the day, and the money or the number of the receipt. */
  g_autofree char *words = g_strdup_printf (_("%s · %s"), when, what);

  gtk_string_list_append (rows, words);
  g_array_append_val (self->receipts, id);
}

/* The latest ones; and the one that it is about already, however old. */
static void
rg_ticket_dialog_fill_receipts (RgTicketDialog *self, const GPtrArray *receipts)
{
  const char *currency = rg_store_get_shop (self->store)->currency;
  const RgTicket *ticket = self->ticket;
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  const gint64 none = 0;
  guint selected = 0;

  gtk_string_list_append (rows, _("None"));
  g_array_append_val (self->receipts, none);
  for (guint i = 0; i < receipts->len; i++)
    {
      const RgTicketReceipt *one = receipts->pdata[i];
      g_autofree char *money = rg_money_format (one->net_minor, currency);

      if (one->id == ticket->receipt)
        selected = self->receipts->len;
      rg_ticket_dialog_add_receipt (self, rows, one->id, one->sold_on, money);
    }
  if (ticket->receipt != 0 && selected == 0)
    {
      selected = self->receipts->len;
      rg_ticket_dialog_add_receipt (self, rows, ticket->receipt, ticket->sold_on,
                                    ticket->receipt_number);
    }
  adw_combo_row_set_model (self->receipt_row, G_LIST_MODEL (rows));
  adw_combo_row_set_selected (self->receipt_row, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->receipt_row), self->receipts->len > 1);
}

static void
rg_ticket_dialog_set_title (RgTicketDialog *self, RgTicketKind kind, gboolean known)
{
  const gboolean enquiry = kind == RG_TICKET_ENQUIRY;

  adw_dialog_set_title (ADW_DIALOG (self), known     ? rg_ticket_list_word (RG_TICKET_KINDS, kind)
                                           : enquiry ? _("New Enquiry")
                                                     : _("New Ticket"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->subject_row),
                                 enquiry ? _("What they ask about") : _("What it is about"));
}

static void
rg_ticket_dialog_fill (RgTicketDialog *self)
{
  const RgTicket *ticket = self->ticket;
  const RgDay today = rg_shop_get_day (rg_store_get_shop (self->store));

  rg_ticket_dialog_set_title (self, ticket->kind, ticket->id != 0);
  /* Whoever is quick has written something already. */
  if (ticket->id != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->subject_row), ticket->subject);
  if (ticket->customer_name != NULL)
    adw_action_row_set_subtitle (self->customer_row, ticket->customer_name);
  gtk_widget_set_visible (GTK_WIDGET (self->customer_row), ticket->customer_name != NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), ticket->text, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->product_row), ticket->product_name);
  gtk_editable_set_text (GTK_EDITABLE (self->solution_row), ticket->solution);
  rg_ticket_dialog_fill_list (self->channel_row, RG_TICKET_CHANNELS, ticket->channel);
  rg_ticket_dialog_fill_list (self->priority_row, RG_TICKET_PRIORITIES, ticket->priority);
  rg_due_group_set_day (self->due_group, ticket->due_on, today);
  rg_ticket_dialog_fill_states (self);
  rg_ticket_dialog_changed_cb (self);
}

/* --- reading --- */

typedef struct {
  gint64 id;
  gint64 customer;
  RgTicketKind kind;
  RgTicket *ticket;
  GPtrArray *staff;    /* RgStaff */
  GPtrArray *receipts; /* RgTicketReceipt */
} RgTicketRead;

static void
rg_ticket_read_data_free (gpointer data)
{
  RgTicketRead *read = data;

  rg_ticket_free (read->ticket);
  g_clear_pointer (&read->staff, g_ptr_array_unref);
  g_clear_pointer (&read->receipts, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_ticket_dialog_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgTicketRead *read = data;

  read->staff = rg_staff_read_all (db, error);
  read->ticket = read->id != 0 ? rg_ticket_read (db, read->id, error)
                               : rg_ticket_new (read->kind, "");
  if (read->staff == NULL || read->ticket == NULL)
    return FALSE;
  if (read->id == 0)
    {
      read->ticket->customer = read->customer;
      if (!rg_customer_read_living (db, &read->ticket->customer, &read->ticket->customer_name,
                                    error))
        return FALSE;
    }
  read->receipts = rg_ticket_receipts_read (db, read->ticket->customer, RG_TICKET_PURCHASES,
                                            error);
  return read->receipts != NULL;
}

static void
rg_ticket_dialog_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTicketDialog) self = data;
  RgTicketRead *read = rg_store_read_get_data (result);
  g_autoptr (GError) error = NULL;

  if (!rg_store_read_finish (RG_STORE (source), result, &error))
    {
      rg_ticket_dialog_say_error (self, error);
      return;
    }
  if (self->store == NULL)
    return;
  self->ticket = g_steal_pointer (&read->ticket);
  rg_staff_row_fill (self->staff_row, read->staff, self->ticket->staff, self->staff);
  rg_ticket_dialog_fill_receipts (self, read->receipts);
  rg_ticket_dialog_fill (self);
}

/* --- saving --- */

static const char *
rg_ticket_dialog_get_done (RgTicketDialog *self)
{
  const gboolean enquiry = self->ticket->kind == RG_TICKET_ENQUIRY;
  const gboolean closed = adw_combo_row_get_selected (self->state_row) >= RG_ROW_CLOSED;

  if (self->ticket->id == 0)
    return enquiry ? _("Enquiry added") : _("Ticket added");
  if (closed && self->ticket->state != RG_TICKET_CLOSED)
    return enquiry ? _("Enquiry closed") : _("Ticket closed");
  return enquiry ? _("Enquiry changed") : _("Ticket changed");
}

static void
rg_ticket_dialog_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTicketDialog) self = data;

  if (!rg_toast_finish_dialog (ADW_DIALOG (self), self->banner, RG_STORE (source), result,
                               rg_ticket_dialog_get_done (self)))
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "ticket.save", TRUE);
}

static char *
rg_ticket_dialog_dup_text (RgTicketDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
rg_ticket_dialog_read_state (RgTicketDialog *self, RgTicket *ticket)
{
  const guint row = adw_combo_row_get_selected (self->state_row);

  ticket->state = (RgTicketState) MIN (row, (guint) RG_TICKET_CLOSED);
  ticket->outcome = row < RG_ROW_CLOSED || ticket->kind != RG_TICKET_ENQUIRY
                      ? RG_TICKET_NO_OUTCOME
                      : row == RG_ROW_NOT_BOUGHT ? RG_TICKET_LOST : RG_TICKET_WON;
}

static void
rg_ticket_dialog_save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgTicketDialog *self = RG_TICKET_DIALOG (widget);
  g_autoptr (RgTicket) ticket = rg_ticket_copy (self->ticket);

  g_set_str (&ticket->subject, rg_ticket_dialog_get_text (self->subject_row));
  g_free (ticket->text);
  ticket->text = rg_ticket_dialog_dup_text (self);
  g_set_str (&ticket->product_name, rg_ticket_dialog_get_text (self->product_row));
  g_set_str (&ticket->solution, rg_ticket_dialog_get_text (self->solution_row));
  ticket->receipt = g_array_index (self->receipts, gint64,
                                   adw_combo_row_get_selected (self->receipt_row));
  ticket->channel = adw_combo_row_get_selected (self->channel_row);
  ticket->priority = (RgTicketPriority) adw_combo_row_get_selected (self->priority_row);
  ticket->due_on = rg_due_group_get_day (self->due_group);
  ticket->staff = rg_staff_row_get (self->staff_row, self->staff);
  rg_ticket_dialog_read_state (self, ticket);
  gtk_widget_action_set_enabled (widget, "ticket.save", FALSE);
  rg_store_save_ticket_async (self->store, ticket, rg_ticket_dialog_saved_cb,
                              g_object_ref (self));
}

/* Enter in a row, where there is something to save. */
static void
rg_ticket_dialog_activated_cb (RgTicketDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "ticket.save", NULL);
}

static void
rg_ticket_dialog_cancel_cb (RgTicketDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- GObject --- */

static void
rg_ticket_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgTicketDialog *self = RG_TICKET_DIALOG (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_QUERY)
    self->query = g_value_dup_variant (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_ticket_dialog_constructed (GObject *object)
{
  RgTicketDialog *self = RG_TICKET_DIALOG (object);
  RgTicketRead *read = g_new0 (RgTicketRead, 1);
  const char *kind = "";

  G_OBJECT_CLASS (rg_ticket_dialog_parent_class)->constructed (object);
  g_variant_lookup (self->query, "id", "x", &read->id);
  g_variant_lookup (self->query, "customer", "x", &read->customer);
  g_variant_lookup (self->query, "kind", "&s", &kind);
  read->kind = (RgTicketKind) MAX (0, rg_ticket_list_find (RG_TICKET_KINDS, kind));
  rg_ticket_dialog_set_title (self, read->kind, read->id != 0);
  rg_store_read_async (self->store, RG_READER_ROWS, rg_ticket_dialog_read_in_thread, read,
                       rg_ticket_read_data_free, NULL, rg_ticket_dialog_read_cb,
                       g_object_ref (self));
}

static void
rg_ticket_dialog_dispose (GObject *object)
{
  RgTicketDialog *self = RG_TICKET_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_TICKET_DIALOG);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_ticket_dialog_parent_class)->dispose (object);
}

static void
rg_ticket_dialog_finalize (GObject *object)
{
  RgTicketDialog *self = RG_TICKET_DIALOG (object);

  g_clear_pointer (&self->query, g_variant_unref);
  g_clear_pointer (&self->ticket, rg_ticket_free);
  g_array_unref (self->staff);
  g_array_unref (self->receipts);
  G_OBJECT_CLASS (rg_ticket_dialog_parent_class)->finalize (object);
}

static void
rg_ticket_dialog_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, about_group);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, channel_row);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, customer_row);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, due_group);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, priority_row);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, product_row);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, receipt_row);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, solution_row);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, staff_row);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, state_row);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, subject_row);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, text_group);
  gtk_widget_class_bind_template_child (widget_class, RgTicketDialog, text_view);
  gtk_widget_class_bind_template_callback (widget_class, rg_ticket_dialog_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_ticket_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_ticket_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_ticket_dialog_state_cb);
}

static void
rg_ticket_dialog_class_init (RgTicketDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_ticket_dialog_constructed;
  object_class->dispose = rg_ticket_dialog_dispose;
  object_class->finalize = rg_ticket_dialog_finalize;
  object_class->set_property = rg_ticket_dialog_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (RG_TYPE_DUE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-ticket-dialog.ui");
  rg_ticket_dialog_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "ticket.save", NULL,
                                   rg_ticket_dialog_save_action);
}

static void
rg_ticket_dialog_init (RgTicketDialog *self)
{
  self->staff = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->receipts = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ticket.save", FALSE);
}
