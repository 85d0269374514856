/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people allow: `permission`, `never-contact`, `permission-form`. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-commands.h"
#include "print/rg-permission-form.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-permission-paper.h"
#include "store/rg-store-suppression.h"
#include "store/rg-store-wordings.h"

/* --- The ledger ------------------------------------------------------------------------------- */

typedef struct
{
  gint64 customer;
  RgChannelPermission now[RG_N_ASKED];
  GPtrArray *ledger;
  gboolean held; /* by a hash */
} RgCtlLedger;

static gboolean
rg_ctl_ledger_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlLedger *ledger = data;

  ledger->ledger = rg_consent_read_ledger (db, ledger->customer, error);
  return ledger->ledger != NULL && rg_consent_read_now (db, ledger->customer, ledger->now, error)
         && rg_suppressed_holds_for (db, ledger->customer, &ledger->held, error);
}

static void
rg_ctl_tell_entry (RgCtl *ctl, const RgConsentRow *row)
{
  g_autofree char *day = rg_day_format (row->effective_on);

  rg_ctl_print (ctl, "%s  %s: %s  %s%s%s%s%s%s%s\n", day, rg_asked_get_label (row->channel),
                rg_permission_get_label (row->granted ? RG_PERMISSION_YES : RG_PERMISSION_NO),
                row->how, *row->evidence != '\0' ? " · " : "", row->evidence,
                *row->wording != '\0' ? " · " : "", row->wording,
                row->opt_in != RG_OPT_IN_ONCE ? " · " : "", rg_opt_in_get_id (row->opt_in));
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "channel", rg_asked_get_id (row->channel));
  rg_ctl_json_bool (ctl, "granted", row->granted);
  rg_ctl_json_day (ctl, "said_on", row->effective_on);
  rg_ctl_json_int (ctl, "recorded_at", row->recorded_at);
  rg_ctl_json_text (ctl, "how", row->how);
  rg_ctl_json_text (ctl, "evidence", row->evidence);
  rg_ctl_json_text (ctl, "wording", row->wording_id != 0 ? row->wording : NULL);
  rg_ctl_json_text (ctl, "confirmation", rg_opt_in_get_id (row->opt_in));
  rg_ctl_json_text (ctl, "staff", row->staff);
  rg_ctl_json_text (ctl, "file", row->file_name);
  rg_ctl_json_bool (ctl, "counts", row->counts);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_tell_now (RgCtl *ctl, const RgCtlLedger *ledger)
{
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_set_member_name (rg_ctl_get_json (ctl), "now");
      json_builder_begin_object (rg_ctl_get_json (ctl));
    }
  for (int i = 0; i < RG_N_ASKED; i++)
    {
      static const char *const words[] = { NULL, "yes", "no" };

      rg_ctl_print (ctl, "%s: %s\n", rg_asked_get_label ((RgChannel) i),
                    rg_channel_permission_get_label (&ledger->now[i]));
      if (rg_ctl_wants_json (ctl))
        rg_ctl_json_text (ctl, rg_asked_get_id ((RgChannel) i),
                          ledger->now[i].awaits ? "awaits" : words[ledger->now[i].state]);
    }
  if (ledger->held)
    rg_ctl_print (ctl, "%s\n", _("Asked never to be contacted again."));
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_end_object (rg_ctl_get_json (ctl));
  rg_ctl_json_bool (ctl, "never", ledger->held || ledger->now[RG_CHANNEL_POST].never);
}

static gboolean
rg_ctl_tell_ledger (RgCtl *ctl, RgStore *store, gint64 customer, GError **error)
{
  RgCtlLedger ledger = { .customer = customer };
  g_autoptr (GPtrArray) rows = NULL;

  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_ledger_in_thread, &ledger, NULL, error))
    return FALSE;
  rows = ledger.ledger;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_tell_now (ctl, &ledger);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_set_member_name (rg_ctl_get_json (ctl), "ledger");
      json_builder_begin_array (rg_ctl_get_json (ctl));
    }
  for (guint i = 0; i < rows->len; i++)
    rg_ctl_tell_entry (ctl, rows->pdata[i]);
  if (rg_ctl_wants_json (ctl))
    {
      json_builder_end_array (rg_ctl_get_json (ctl));
      json_builder_end_object (rg_ctl_get_json (ctl));
    }
  return TRUE;
}

/* --- Writing an answer down ------------------------------------------------------------------- */

typedef struct
{
  char *on, *how, *paper, *wording, *confirmation;
} RgCtlAnswer;

static void
rg_ctl_answer_clear (RgCtlAnswer *answer)
{
  g_free (answer->on);
  g_free (answer->how);
  g_free (answer->paper);
  g_free (answer->wording);
  g_free (answer->confirmation);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlAnswer, rg_ctl_answer_clear)

static gboolean
rg_ctl_refuse_word (const char *word, GError **error)
{
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: %s is a word that somebody typed. */
               _("“%s” is not understood here. “regularsctl help permission” tells the words."),
               word);
  return FALSE;
}

typedef struct
{
  const char *text;
  gint64 id;
} RgCtlWordingLook;

static gboolean
rg_ctl_wording_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlWordingLook *look = data;
  g_autoptr (RgWording) wording = rg_wording_find (db, look->text, error);

  look->id = wording != NULL ? wording->id : 0;
  return wording != NULL;
}

static gboolean
rg_ctl_answer_fill (RgStore *store, GStrv words, const RgCtlAnswer *answer, RgConsentNew *entry,
                    GError **error)
{
  static const char *const hows[] = { RG_CONSENT_HOW_COUNTER, RG_CONSENT_HOW_PAPER,
                                      RG_CONSENT_HOW_WEB, RG_CONSENT_HOW_PHONE, NULL };
  RgCtlWordingLook look = { answer->wording, 0 };

  entry->granted = g_str_equal (words[3], "yes");
  entry->how = answer->how;
  entry->evidence = answer->paper;
  entry->effective_on = answer->on != NULL ? rg_day_parse_iso (answer->on)
                                           : rg_shop_get_day (rg_store_get_shop (store));
  entry->opt_in = rg_opt_in_from_id (answer->confirmation);
  if (!rg_asked_from_id (words[2], &entry->channel))
    return rg_ctl_refuse_word (words[2], error);
  if (!entry->granted && !g_str_equal (words[3], "no"))
    return rg_ctl_refuse_word (words[3], error);
  if (entry->effective_on == RG_DAY_NONE)
    return rg_ctl_refuse_word (answer->on, error);
  if (answer->how != NULL && !g_strv_contains (hows, answer->how))
    return rg_ctl_refuse_word (answer->how, error);
  if (answer->confirmation != NULL
      && (entry->opt_in == RG_OPT_IN_ONCE || !entry->granted))
    return rg_ctl_refuse_word (answer->confirmation, error);
  if (answer->wording != NULL
      && !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_wording_in_thread, &look, NULL, error))
    return FALSE;
  entry->wording = look.id;
  return TRUE;
}

static gboolean
rg_ctl_permission (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgCtlAnswer) answer = { 0 };
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &answer.on },
    { "how", 0, 0, G_OPTION_ARG_STRING, &answer.how },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &answer.paper },
    { "wording", 0, 0, G_OPTION_ARG_STRING, &answer.wording },
    { "confirmation", 0, 0, G_OPTION_ARG_STRING, &answer.confirmation },
    { NULL },
  };
  RgConsentNew entry = { 0 };
  RgStore *store;
  gint64 action = 0;

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 3, error)
      || !rg_ctl_parse_customer (ctl, rest[1], &entry.customer, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  if (rest[2] == NULL)
    return rg_ctl_tell_ledger (ctl, store, entry.customer, error);
  if (rest[3] == NULL)
    return rg_ctl_refuse_word (rest[2], error);
  if (!rg_ctl_answer_fill (store, rest, &answer, &entry, error)
      || !rg_store_set_permission_sync (store, &entry, &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

/* --- Never again ------------------------------------------------------------------------------ */

static gboolean
rg_ctl_never_contact (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  gboolean lift = FALSE;
  g_autofree char *paper = NULL;
  const GOptionEntry entries[] = {
    { "lift", 0, 0, G_OPTION_ARG_NONE, &lift },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper },
    { NULL },
  };
  gint64 id, action = 0;
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 1, error)
      || !rg_ctl_parse_customer (ctl, rest[1], &id, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || !(lift ? rg_store_lift_suppression_sync (store, id, &action, error)
                : rg_store_suppress_customer_sync (store, id, paper, &action, error)))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

/* --- Wordings --------------------------------------------------------------------------------- */

static gboolean
rg_ctl_wordings_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **wordings = data;

  *wordings = rg_wordings_read (db, error);
  return *wordings != NULL;
}

static void
rg_ctl_tell_wording (RgCtl *ctl, const RgWording *wording)
{
  rg_ctl_print (ctl, "%s %s\n%s\n%s%s\n", wording->current ? "*" : " ", wording->version,
                wording->text, wording->benefits, *wording->benefits != '\0' ? "\n" : "");
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_uuid (ctl, "uuid", wording->uuid);
  rg_ctl_json_text (ctl, "version", wording->version);
  rg_ctl_json_text (ctl, "text", wording->text);
  rg_ctl_json_text (ctl, "benefits", wording->benefits);
  rg_ctl_json_bool (ctl, "current", wording->current);
  rg_ctl_json_bool (ctl, "used", rg_wording_is_used (wording));
  rg_ctl_json_int (ctl, "answers", wording->n_answers);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_list_wordings (RgCtl *ctl, RgStore *store, GError **error)
{
  g_autoptr (GPtrArray) wordings = NULL;

  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_wordings_in_thread, &wordings, NULL,
                           error))
    return FALSE;
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < wordings->len; i++)
    rg_ctl_tell_wording (ctl, wordings->pdata[i]);
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
  if (wordings->len == 0)
    rg_ctl_say (ctl, "%s", _("No permission form has been written yet."));
  return TRUE;
}

static gboolean
rg_ctl_write_wording (RgStore *store, const char *version, const char *text, const char *benefits,
                      gint64 *action, GError **error)
{
  g_autoptr (RgWording) wording = rg_wording_new ();

  g_set_str (&wording->version, version);
  g_set_str (&wording->text, text != NULL ? text : "");
  g_set_str (&wording->benefits, benefits != NULL ? benefits : "");
  wording->current = TRUE;
  return rg_store_save_wording_sync (store, wording, NULL, action, error);
}

typedef struct
{
  const RgShop *shop;
  gint64 customer;
  gboolean copy;
  gint64 wording;
  RgPermissionPaper *form;
} RgCtlFormPrint;

static gboolean
rg_ctl_form_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlFormPrint *print = data;

  print->form = rg_permission_paper_read (db, print->shop, print->customer, print->copy,
                                          rg_shop_get_day (print->shop), &print->wording, error);
  return print->form != NULL;
}

/* FILE, then the customer that it is for, or NULL. */
static gboolean
rg_ctl_print_form (RgCtl *ctl, RgStore *store, const char *file, const char *customer,
                   gboolean copy, GError **error)
{
  RgCtlFormPrint print = { .shop = rg_store_get_shop (store), .copy = copy };
  g_autofree char *path = rg_ctl_dup_path (ctl, file);
  g_autoptr (RgPermissionPaper) form = NULL;

  if ((customer != NULL && !rg_ctl_parse_customer (ctl, customer, &print.customer, error))
      || !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_form_in_thread, &print, NULL, error))
    return FALSE;
  form = print.form;
  if (!rg_permission_form_write_pdf (form, path, error)
      || (!copy && !rg_store_note_wording_printed_sync (store, print.wording, error)))
    return FALSE;
  rg_ctl_print (ctl, _("Written to %s\n"), path);
  if (!rg_ctl_wants_json (ctl))
    return TRUE;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "file", path);
  rg_ctl_json_text (ctl, "version", form->version);
  json_builder_end_object (rg_ctl_get_json (ctl));
  return TRUE;
}

static gboolean
rg_ctl_permission_form (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *text = NULL, *benefits = NULL;
  gboolean copy = FALSE;
  const GOptionEntry entries[] = {
    { "copy", 0, 0, G_OPTION_ARG_NONE, &copy },
    { "text", 0, 0, G_OPTION_ARG_STRING, &text },
    { "benefits", 0, 0, G_OPTION_ARG_STRING, &benefits },
    { NULL },
  };
  RgCtlWordingLook look = { 0 };
  RgStore *store;
  gint64 action = 0;

  if (!rg_ctl_parse (ctl, &rest, entries, 0, 3, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  if (rest[1] == NULL)
    return rg_ctl_list_wordings (ctl, store, error);
  if (g_str_equal (rest[1], "print") && rest[2] != NULL)
    return rg_ctl_print_form (ctl, store, rest[2], rest[3], copy && rest[3] != NULL, error);
  look.text = rest[2];
  if (rest[2] == NULL
      || !g_strv_contains ((const char *const[]){ "write", "choose", NULL }, rest[1]))
    return rg_ctl_refuse_word (rest[1], error);
  if (g_str_equal (rest[1], "write")
        ? !rg_ctl_write_wording (store, rest[2], text, benefits, &action, error)
        : !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_wording_in_thread, &look, NULL, error)
            || !rg_store_choose_wording_sync (store, look.id, &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

const RgCtlCommand rg_ctl_permission_commands[] = {
  { "permission",
    "ID [CHANNEL yes|no [--on DAY] [--how HOW] [--paper WHERE] [--wording VERSION] "
    "[--confirmation asked|confirmed]]",
    N_("Show what one customer allows, or write down an answer"),
    N_("CHANNEL is post, email, sms or phone; tailored is for offers made from what somebody\n"
       "looks at or buys elsewhere. HOW is counter, paper, web or phone. A yes that was asked to\n"
       "be confirmed allows nothing before it is. Each answer is an entry of its ledger, which\n"
       "“take-back” takes back by another."),
    rg_ctl_permission },
  { "never-contact", "ID [--paper WHERE] | ID --lift",
    N_("Never contact one customer again, or lift that"),
    N_("It holds for every channel, whatever is said or imported later, and also when the\n"
       "customer is erased and comes back with the same e-mail, phone, or name and address."),
    rg_ctl_never_contact },
  { "permission-form",
    "| write VERSION --text TEXT [--benefits TEXT] | choose VERSION | print FILE [ID [--copy]]",
    N_("List the versions of the permission form, write, choose or print one"),
    N_("The version that is written or chosen last stands on new forms. Words that somebody\n"
       "agreed to, or that were printed, are never changed: another version follows them. print\n"
       "makes a PDF, blank or for one customer; --copy is what they agreed to, to take home."),
    rg_ctl_permission_form },
  { NULL },
};
