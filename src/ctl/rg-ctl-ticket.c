/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What customers want of the shop: `ticket`. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-store-staff.h"
#include "store/rg-store-tickets.h"

/* What the options say. */
typedef struct {
  gboolean closed, due, leads, mine, enquiry, bought, not_bought;
  int limit;
  char *customer, *product, *receipt, *text, *channel, *priority, *due_day, *staff, *on, *solution;
} RgCtlTicketOptions;

static void
rg_ctl_ticket_options_clear (RgCtlTicketOptions *options)
{
  g_free (options->customer);
  g_free (options->product);
  g_free (options->receipt);
  g_free (options->text);
  g_free (options->channel);
  g_free (options->priority);
  g_free (options->due_day);
  g_free (options->staff);
  g_free (options->on);
  g_free (options->solution);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlTicketOptions, rg_ctl_ticket_options_clear)

static gboolean G_GNUC_PRINTF (2, 3)
rg_ctl_ticket_misused (GError **error, const char *format, ...)
{
  va_list words;

  va_start (words, format);
  if (error != NULL)
    *error = g_error_new_valist (RG_CTL_ERROR, RG_CTL_ERROR_USAGE, format, words);
  va_end (words);
  return FALSE;
}

/* --- telling ------------------------------------------------------------------------------ */

static void
rg_ctl_ticket_json (RgCtl *ctl, const RgTicket *ticket)
{
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_uuid (ctl, "uuid", ticket->uuid);
  rg_ctl_json_text (ctl, "kind", rg_ticket_list_id (RG_TICKET_KINDS, ticket->kind));
  rg_ctl_json_uuid_of (ctl, "customer_uuid", RG_UUIDS_CUSTOMER, ticket->customer);
  rg_ctl_json_text (ctl, "customer", ticket->customer_name);
  rg_ctl_json_bool (ctl, "lead", ticket->lead);
  rg_ctl_json_uuid_of (ctl, "product_uuid", RG_UUIDS_PRODUCT, ticket->product);
  rg_ctl_json_text (ctl, "product", ticket->product != 0 ? ticket->product_name : NULL);
  rg_ctl_json_uuid_of (ctl, "receipt_uuid", RG_UUIDS_RECEIPT, ticket->receipt);
  rg_ctl_json_text (ctl, "receipt", ticket->receipt != 0 ? ticket->receipt_number : NULL);
  rg_ctl_json_text (ctl, "subject", ticket->subject);
  rg_ctl_json_text (ctl, "text", ticket->text);
  rg_ctl_json_text (ctl, "channel", rg_ticket_list_id (RG_TICKET_CHANNELS, ticket->channel));
  rg_ctl_json_text (ctl, "priority", rg_ticket_list_id (RG_TICKET_PRIORITIES, ticket->priority));
  rg_ctl_json_text (ctl, "state", rg_ticket_list_id (RG_TICKET_STATES, ticket->state));
  rg_ctl_json_text (ctl, "outcome", rg_ticket_list_id (RG_TICKET_OUTCOMES, ticket->outcome));
  rg_ctl_json_text (ctl, "solution", ticket->solution);
  rg_ctl_json_day (ctl, "opened_on", ticket->opened_on);
  rg_ctl_json_day (ctl, "due_on", ticket->due_on);
  rg_ctl_json_day (ctl, "closed_on", ticket->closed_on);
  rg_ctl_json_text (ctl, "staff", ticket->staff_name);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_tell_ticket (RgCtl *ctl, const RgTicket *ticket)
{
  const RgShop *shop = rg_store_get_shop (rg_ctl_get_store (ctl, NULL));
  g_autofree char *state = rg_ticket_dup_state (ticket, rg_shop_get_day (shop));

  rg_ctl_print (ctl, "%6" G_GINT64_FORMAT "  %s: %s%s%s · %s\n", ticket->id,
                rg_ticket_list_word (RG_TICKET_KINDS, ticket->kind), ticket->subject,
                ticket->customer_name != NULL ? " · " : "",
                ticket->customer_name != NULL ? ticket->customer_name : "", state);
  if (rg_ctl_wants_json (ctl))
    rg_ctl_ticket_json (ctl, ticket);
}

static void
rg_ctl_tell_fact (RgCtl *ctl, const char *what, const char *fact)
{
  if (fact != NULL && *fact != '\0')
    rg_ctl_print (ctl, "        %s: %s\n", what, fact);
}

/* --- reading ------------------------------------------------------------------------------ */

typedef struct {
  const char *text; /* what somebody typed */
  RgTicket *ticket;
} RgCtlTicketRead;

static gboolean
rg_ctl_ticket_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlTicketRead *read = data;
  const gint64 id = rg_ticket_find (db, read->text, error);

  read->ticket = id != 0 ? rg_ticket_read (db, id, error) : NULL;
  return read->ticket != NULL;
}

static RgTicket *
rg_ctl_ticket_find (RgStore *store, const char *text, GError **error)
{
  RgCtlTicketRead read = { text, NULL };

  return rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_ticket_in_thread, &read, NULL, error)
           ? read.ticket : NULL;
}

static gboolean
rg_ctl_ticket_show (RgCtl *ctl, RgStore *store, const char *text, GError **error)
{
  g_autoptr (RgTicket) ticket = rg_ctl_ticket_find (store, text, error);

  if (ticket == NULL)
    return FALSE;
  rg_ctl_tell_ticket (ctl, ticket);
  rg_ctl_tell_fact (ctl, _("Product"), ticket->product_name);
  rg_ctl_tell_fact (ctl, _("Receipt"), ticket->receipt_number);
  rg_ctl_tell_fact (ctl, _("Priority"),
                    rg_ticket_list_word (RG_TICKET_PRIORITIES, ticket->priority));
  rg_ctl_tell_fact (ctl, _("How it came"),
                    ticket->channel > 0 ? rg_ticket_list_word (RG_TICKET_CHANNELS, ticket->channel)
                                        : NULL);
  rg_ctl_tell_fact (ctl, _("Who looks after it"), ticket->staff_name);
  rg_ctl_tell_fact (ctl, _("What they say"), ticket->text);
  rg_ctl_tell_fact (ctl, _("How it was solved"), ticket->solution);
  return TRUE;
}

typedef struct {
  RgTicketFilter filter;
  GPtrArray *tickets;
} RgCtlTickets;

static gboolean
rg_ctl_tickets_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlTickets *tickets = data;

  tickets->tickets = rg_tickets_read (db, &tickets->filter, error);
  return tickets->tickets != NULL;
}

static gboolean
rg_ctl_ticket_list (RgCtl *ctl, RgStore *store, const RgCtlTicketOptions *options, GError **error)
{
  RgCtlTickets tickets = { { .closed = options->closed, .leads = options->leads }, NULL };
  g_autoptr (GPtrArray) list = NULL;

  if ((options->limit != 0 && !rg_ctl_check_limit (options->limit, error))
      || (options->customer != NULL
          && !rg_ctl_parse_customer (ctl, options->customer, &tickets.filter.customer, error)))
    return FALSE;
  tickets.filter.kind = options->enquiry ? "enquiry" : NULL;
  tickets.filter.limit = (guint) options->limit;
  tickets.filter.due_by = options->due ? rg_shop_get_day (rg_store_get_shop (store)) : 0;
  tickets.filter.staff = options->mine ? rg_store_get_staff (store) : 0;
  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_tickets_in_thread, &tickets, NULL,
                           error))
    return FALSE;
  list = tickets.tickets;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < list->len; i++)
    rg_ctl_tell_ticket (ctl, list->pdata[i]);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  if (list->len == 0)
    rg_ctl_say (ctl, "%s", _("There are no such tickets."));
  return TRUE;
}

/* --- what somebody means ------------------------------------------------------------------ */

static gboolean
rg_ctl_ticket_parse_day (const char *text, RgDay *day, GError **error)
{
  if (text == NULL)
    return TRUE;
  *day = rg_day_parse_iso (text);
  return *day != RG_DAY_NONE
         /* Translators: %s is a word that somebody typed. */
         || rg_ctl_ticket_misused (error, _("“%s” is no day. Write it like 2026-11-21."), text);
}

/* A word of a list; it stays as it is without one. */
static gboolean
rg_ctl_ticket_parse_word (RgTicketList list, const char *text, guint *place, GError **error)
{
  const int found = text != NULL ? rg_ticket_list_find (list, text) : 0;
  g_autoptr (GString) all = g_string_new (NULL);

  if (text == NULL)
    return TRUE;
  if (found >= 0)
    {
      *place = (guint) found;
      return TRUE;
    }
  for (guint i = 0; i < rg_ticket_list_n (list); i++)
    if (*rg_ticket_list_id (list, i) != '\0')
      g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", rg_ticket_list_id (list, i));
  /* Translators: a word that somebody typed, and those that there are. */
  return rg_ctl_ticket_misused (error, _("“%s” is none of these: %s."), text, all->str);
}

typedef struct {
  const char *name;
  gint64 id;
} RgCtlTicketStaff;

static gboolean
rg_ctl_ticket_staff_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlTicketStaff *wanted = data;
  g_autoptr (GPtrArray) all = rg_staff_read_all (db, error);

  for (guint i = 0; all != NULL && i < all->len && wanted->id == 0; i++)
    {
      const RgStaff *one = all->pdata[i];

      if (one->active && g_str_equal (one->name, wanted->name))
        wanted->id = one->id;
    }
  if (all != NULL && wanted->id == 0)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 /* Translators: %s is a name. */
                 _("Nobody called “%s” works here."), wanted->name);
  return wanted->id != 0;
}

/* "" for whoever comes first. */
static gboolean
rg_ctl_ticket_find_staff (RgStore *store, const char *name, gint64 *staff, GError **error)
{
  RgCtlTicketStaff wanted = { name, 0 };

  if (name != NULL && *name != '\0'
      && !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_ticket_staff_in_thread, &wanted, NULL,
                              error))
    return FALSE;
  *staff = wanted.id;
  return TRUE;
}

typedef struct {
  gint64 customer;
  const char *number;
  gint64 id;
} RgCtlTicketReceipt;

static gboolean
rg_ctl_ticket_receipt_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlTicketReceipt *wanted = data;

  wanted->id = rg_ticket_receipt_find (db, wanted->customer, wanted->number, error);
  return wanted->id != 0;
}

static gboolean
rg_ctl_ticket_find_receipt (RgStore *store, const char *number, RgTicket *ticket, GError **error)
{
  RgCtlTicketReceipt wanted = { ticket->customer, number, 0 };

  if (number != NULL
      && !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_ticket_receipt_in_thread, &wanted,
                              NULL, error))
    return FALSE;
  ticket->receipt = wanted.id;
  return TRUE;
}

/* --- changing ----------------------------------------------------------------------------- */

static gboolean
rg_ctl_ticket_open (RgCtl *ctl, RgStore *store, const char *subject,
                    const RgCtlTicketOptions *options, gint64 *id, GError **error)
{
  g_autoptr (RgTicket) ticket =
    rg_ticket_new (options->enquiry ? RG_TICKET_ENQUIRY : RG_TICKET_SERVICE, subject);
  guint priority = RG_TICKET_NORMAL;

  if ((options->customer != NULL
       && !rg_ctl_parse_customer (ctl, options->customer, &ticket->customer, error))
      || !rg_ctl_ticket_parse_day (options->on, &ticket->opened_on, error)
      || !rg_ctl_ticket_parse_day (options->due_day, &ticket->due_on, error)
      || !rg_ctl_ticket_parse_word (RG_TICKET_CHANNELS, options->channel, &ticket->channel, error)
      || !rg_ctl_ticket_parse_word (RG_TICKET_PRIORITIES, options->priority, &priority, error)
      || !rg_ctl_ticket_find_staff (store, options->staff, &ticket->staff, error)
      || !rg_ctl_ticket_find_receipt (store, options->receipt, ticket, error))
    return FALSE;
  ticket->priority = (RgTicketPriority) priority;
  if (options->text != NULL)
    g_set_str (&ticket->text, options->text);
  if (options->product != NULL)
    g_set_str (&ticket->product_name, options->product);
  return rg_store_save_ticket_sync (store, ticket, id, NULL, error);
}

static gboolean
rg_ctl_ticket_close (RgStore *store, gint64 id, const RgCtlTicketOptions *options, GError **error)
{
  const RgTicketOutcome outcome = options->bought       ? RG_TICKET_WON
                                  : options->not_bought ? RG_TICKET_LOST
                                                        : RG_TICKET_NO_OUTCOME;

  if (options->bought && options->not_bought)
    return rg_ctl_ticket_misused (error, _("Either --bought or --not-bought."));
  return rg_store_close_ticket_sync (store, id, outcome, options->solution, NULL, error);
}

static gboolean
rg_ctl_ticket_assign (RgStore *store, gint64 id, const char *name, GError **error)
{
  gint64 staff;

  return rg_ctl_ticket_find_staff (store, name, &staff, error)
         && rg_store_assign_ticket_sync (store, id, staff, NULL, error);
}

static gboolean
rg_ctl_ticket_change (RgCtl *ctl, RgStore *store, GStrv words, const RgCtlTicketOptions *options,
                      GError **error)
{
  const char *verb = words[1];
  const char *name = words[3];
  g_autoptr (RgTicket) ticket = rg_ctl_ticket_find (store, words[2], error);
  g_autofree char *uuid = ticket != NULL ? rg_uuid_to_string (ticket->uuid) : NULL;

  if (ticket == NULL)
    return FALSE;
  if (g_str_equal (verb, "delete"))
    {
      if (!rg_store_delete_ticket_sync (store, ticket->id, NULL, error))
        return FALSE;
      rg_ctl_tell_ticket (ctl, ticket);
      return TRUE;
    }
  if (g_str_equal (verb, "close") ? !rg_ctl_ticket_close (store, ticket->id, options, error)
      : g_str_equal (verb, "reopen")
        ? !rg_store_reopen_ticket_sync (store, ticket->id, NULL, error)
        : !rg_ctl_ticket_assign (store, ticket->id, name, error))
    return FALSE;
  return rg_ctl_ticket_show (ctl, store, uuid, error);
}

static gboolean
rg_ctl_ticket_do (RgCtl *ctl, RgStore *store, GStrv words, const RgCtlTicketOptions *options,
                  GError **error)
{
  static const char *const changes[] = { "close", "reopen", "delete", NULL };
  const char *verb = words[1] != NULL ? words[1] : "list";
  const guint n = g_strv_length (words);
  g_autofree char *number = NULL;
  gint64 id = 0;

  if (g_str_equal (verb, "list") && n <= 2)
    return rg_ctl_ticket_list (ctl, store, options, error);
  if (g_str_equal (verb, "show") && n == 3)
    return rg_ctl_ticket_show (ctl, store, words[2], error);
  if ((g_strv_contains (changes, verb) && n == 3) || (g_str_equal (verb, "assign") && n == 4))
    return rg_ctl_ticket_change (ctl, store, words, options, error);
  if (!g_str_equal (verb, "open") || n != 3)
    return rg_ctl_ticket_misused (error, _("That cannot be done with tickets. “regularsctl help "
                                           "ticket” says what can."));
  if (!rg_ctl_ticket_open (ctl, store, words[2], options, &id, error))
    return FALSE;
  number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  return rg_ctl_ticket_show (ctl, store, number, error);
}

static gboolean
rg_ctl_ticket (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgCtlTicketOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "closed", 0, 0, G_OPTION_ARG_NONE, &options.closed },
    { "due", 0, 0, G_OPTION_ARG_NONE, &options.due },
    { "leads", 0, 0, G_OPTION_ARG_NONE, &options.leads },
    { "mine", 0, 0, G_OPTION_ARG_NONE, &options.mine },
    { "enquiry", 0, 0, G_OPTION_ARG_NONE, &options.enquiry },
    { "bought", 0, 0, G_OPTION_ARG_NONE, &options.bought },
    { "not-bought", 0, 0, G_OPTION_ARG_NONE, &options.not_bought },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options.limit },
    { "customer", 0, 0, G_OPTION_ARG_STRING, &options.customer },
    { "product", 0, 0, G_OPTION_ARG_STRING, &options.product },
    { "receipt", 0, 0, G_OPTION_ARG_STRING, &options.receipt },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &options.channel },
    { "priority", 0, 0, G_OPTION_ARG_STRING, &options.priority },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options.due_day },
    { "staff", 0, 0, G_OPTION_ARG_STRING, &options.staff },
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.on },
    { "solution", 0, 0, G_OPTION_ARG_STRING, &options.solution },
    { NULL },
  };
  RgStore *store;

  return rg_ctl_parse (ctl, &rest, entries, 0, 3, error)
         && (store = rg_ctl_get_store (ctl, error)) != NULL
         && rg_ctl_ticket_do (ctl, store, rest, &options, error);
}

const RgCtlCommand rg_ctl_ticket_commands[] = {
  { "ticket",
    "list [--closed] [--enquiry] [--leads] [--due] [--mine] [--customer ID] [--limit N] | "
    "show ID | open SUBJECT [--enquiry] [--customer ID] [--product CODE] [--receipt NUMBER] "
    "[--text TEXT] [--channel WORD] [--priority WORD] [--until DAY] [--staff NAME] [--on DAY] | "
    "close ID [--solution TEXT] [--bought | --not-bought] | reopen ID | assign ID NAME | delete ID",
    N_("Write down what a customer wants, and what became of it"),
    N_("A ticket is what somebody wants of the shop; with --enquiry something that they ask about\n"
       "and have not bought yet, which ends with --bought or --not-bought. Whoever has such an\n"
       "enquiry open and has never bought is a lead: --leads lists those. An ID is the number or\n"
       "the UUID of a ticket. --channel is counter, phone, email, form, chat, sms, social or\n"
       "post; --priority low, normal, high or urgent. --until is the day by which they are to\n"
       "hear, --on the day on which they came; a DAY is written like 2026-11-21. “assign” with ''\n"
       "leaves a ticket to whoever comes first."),
    rg_ctl_ticket },
  { NULL },
};
