/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Opens a backup, asks for its passphrase where it has one, and shows what is in it. */
#include "pages/rg-copy-page.h"

#include "base/rg-date.h"
#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-copy-lists.h"
#include "pages/rg-passphrase.h"
#include "store/rg-store-contents.h"

struct _RgCopyPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *failed_page;
  AdwActionRow *shop_row;
  AdwActionRow *difference_row;
  AdwActionRow *customers_row;
  AdwActionRow *receipts_row;
  GtkWidget *restore_box;

  char *path;
  RgBackupKey *key; /* NULL for a plain backup */
  RgStore *copy;
  RgStore *present; /* or NULL */
  RgContents *inside;
  RgContents *now;
  gint64 at;
  gboolean restore; /* as soon as it is read */
  gboolean asked;   /* a passphrase was typed */
  GCancellable *cancellable;
};

enum { SIGNAL_RESTORE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgCopyPage, rg_copy_page, ADW_TYPE_NAVIGATION_PAGE)

static void rg_copy_page_open (RgCopyPage *self);
static void rg_copy_page_restore_cb (RgCopyPage *self);

char *
rg_copy_dup_moment (gint64 at)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const RgDay day = rg_instant_day (at, zone);
  g_autofree char *day_text = rg_day_format_long (day);
  g_autofree char *time = rg_time_format ((int) (at - rg_day_to_instant (day, 0, zone)));

  /* Translators: a day ("Thursday, 19 November 2026") and a time of the day. */
  return g_strdup_printf (_("%1$s, %2$s"), day_text, time);
}

/* --- what is in it --- */

static char *
rg_copy_page_describe_lack (const RgContentsLack *lack)
{
  g_autofree char *count = rg_number_format (lack->receipts);
  g_autofree char *first = rg_day_format (lack->first);
  g_autofree char *last = rg_day_format (lack->last);

  if (lack->first == lack->last)
    /* Translators: a number, then a date. */
    return g_strdup_printf (P_("This copy lacks %1$s receipt of %2$s",
                               "This copy lacks %1$s receipts of %2$s", lack->receipts),
                            count, first);
  /* Translators: a number, then two dates. */
  return g_strdup_printf (P_("This copy lacks %1$s receipt from %2$s to %3$s",
                             "This copy lacks %1$s receipts from %2$s to %3$s", lack->receipts),
                          count, first, last);
}

static char *
rg_copy_page_describe_customers (const RgCopyPage *self)
{
  const gint64 more = self->now->customers - self->inside->customers;
  g_autofree char *count = rg_number_format (ABS (more));

  if (more > 0)
    /* Translators: %s is a number. */
    return g_strdup_printf (P_("%s customer fewer", "%s customers fewer", more), count);
  if (more < 0)
    /* Translators: %s is a number. */
    return g_strdup_printf (P_("%s customer more", "%s customers more", -more), count);
  return g_strdup (_("as many customers"));
}

/* "This copy lacks 84 receipts of 19 Nov 2026, and has 3 customers fewer". */
static char *
rg_copy_page_describe_difference (const RgCopyPage *self)
{
  const RgContentsLack lack = rg_contents_find_lack (self->inside, self->now);
  const RgContentsLack gain = rg_contents_find_lack (self->now, self->inside);
  g_autofree char *receipts = NULL;
  g_autofree char *customers = rg_copy_page_describe_customers (self);

  if (lack.receipts == 0 && gain.receipts == 0)
    receipts = g_strdup (_("It has the same receipts"));
  else if (lack.receipts == 0)
    {
      g_autofree char *count = rg_number_format (gain.receipts);

      /* Translators: %s is a number. */
      receipts = g_strdup_printf (P_("It has %s receipt that the shop no longer has",
                                     "It has %s receipts that the shop no longer has",
                                     gain.receipts), count);
    }
  else
    receipts = rg_copy_page_describe_lack (&lack);
  /* Translators: two parts of a sentence about a backup: "It has the same receipts, as many
   * customers". */
  return g_strdup_printf (_("%1$s, %2$s"), receipts, customers);
}

static void
rg_copy_page_show (RgCopyPage *self)
{
  const GArray *days = self->inside->days;
  g_autofree char *customers = rg_number_format (self->inside->customers);
  g_autofree char *receipts = rg_number_format (self->inside->receipts);
  g_autofree char *customers_title = NULL;
  g_autofree char *receipts_title = NULL;

  /* Translators: %s is a number. */
  customers_title = g_strdup_printf (P_("%s customer", "%s customers", self->inside->customers),
                                     customers);
  /* Translators: %s is a number. */
  receipts_title = g_strdup_printf (P_("%s receipt", "%s receipts", self->inside->receipts),
                                    receipts);
  adw_action_row_set_subtitle (self->shop_row, rg_store_get_shop (self->copy)->name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->customers_row), customers_title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->receipts_row), receipts_title);
  if (days->len > 0)
    {
      g_autofree char *day = rg_day_format_long (g_array_index (days, RgContentsDay,
                                                                days->len - 1).day);
      /* Translators: %s is a day. */
      g_autofree char *last = g_strdup_printf (_("The last sale is of %s"), day);

      adw_action_row_set_subtitle (self->receipts_row, last);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->difference_row), self->now != NULL);
  if (self->now)
    {
      g_autofree char *difference = rg_copy_page_describe_difference (self);

      adw_action_row_set_subtitle (self->difference_row, difference);
    }
  gtk_widget_set_visible (self->restore_box, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "copy");
  if (self->restore)
    rg_copy_page_restore_cb (self);
}

static void
rg_copy_page_fail (RgCopyPage *self, const GError *error)
{
  g_autofree char *text = rg_error_text (error);

  adw_status_page_set_description (self->failed_page, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
rg_copy_page_now_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCopyPage) self = RG_COPY_PAGE (data);

  self->now = rg_contents_read_finish (RG_STORE (object), result, NULL);
  if (self->stack)
    rg_copy_page_show (self);
}

static void
rg_copy_page_inside_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCopyPage) self = RG_COPY_PAGE (data);
  g_autoptr (GError) error = NULL;

  self->inside = rg_contents_read_finish (RG_STORE (object), result, &error);
  if (!self->stack)
    return;
  if (!self->inside)
    rg_copy_page_fail (self, error);
  else if (self->present)
    rg_contents_read_async (self->present, self->cancellable, rg_copy_page_now_cb,
                            g_object_ref (self));
  else
    rg_copy_page_show (self);
}

/* --- opening --- */

static void
rg_copy_page_passphrase_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCopyPage) self = RG_COPY_PAGE (data);
  g_autofree char *passphrase = rg_passphrase_ask_finish (result);

  if (!self->stack)
    return;
  if (!passphrase)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
      return;
    }
  g_clear_pointer (&self->key, rg_backup_key_unref);
  self->key = rg_backup_key_new (passphrase);
  self->asked = TRUE;
  rg_copy_page_open (self);
}

static void
rg_copy_page_opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCopyPage) self = RG_COPY_PAGE (data);
  g_autoptr (GError) error = NULL;

  self->copy = rg_store_open_backup_finish (result, &error);
  if (!self->stack)
    return;
  if (self->copy)
    rg_contents_read_async (self->copy, self->cancellable, rg_copy_page_inside_cb,
                            g_object_ref (self));
  else if (g_error_matches (error, RG_DB_ERROR, RG_DB_ERROR_PASSPHRASE))
    {
      /* Nothing is read while somebody types, and the question says all there is to say. */
      gtk_stack_set_visible_child_name (self->stack, "locked");
      rg_passphrase_ask_async (GTK_WIDGET (self), self->asked, rg_copy_page_passphrase_cb,
                               g_object_ref (self));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_copy_page_fail (self, error);
}

static void
rg_copy_page_open (RgCopyPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "opening");
  rg_store_open_backup_async (self->path, self->key, self->cancellable, rg_copy_page_opened_cb,
                              g_object_ref (self));
}

/* --- looking, restoring --- */

static void
rg_copy_page_push (RgCopyPage *self, AdwNavigationPage *page)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
}

static void
rg_copy_page_customers_cb (RgCopyPage *self)
{
  rg_copy_page_push (self, rg_copy_list_customers_new (self->copy));
}

static void
rg_copy_page_receipts_cb (RgCopyPage *self)
{
  rg_copy_page_push (self, rg_copy_list_receipts_new (self->copy));
}

static void
rg_copy_page_answered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCopyPage) self = RG_COPY_PAGE (data);
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  if (self->stack && g_str_equal (answer, "restore"))
    g_signal_emit (self, signals[SIGNAL_RESTORE], 0, self->key);
}

static void
rg_copy_page_restore_cb (RgCopyPage *self)
{
  const char *moment = adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self));
  g_autofree char *difference
    = self->now ? rg_copy_page_describe_difference (self) : g_strdup ("");
  /* Translators: the first is a moment; the second what differs, or empty. */
  g_autofree char *text = g_strdup_printf (
      _("The shop becomes what it was on %1$s. %2$s%3$sThe file of now is kept beside it, and the "
        "restore can be taken back. Whoever was erased since stays erased."),
      moment, difference, *difference ? ".\n\n" : "");
  AdwDialog *dialog = adw_alert_dialog_new (_("Restore This Backup?"), text);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "restore",
                                  _("_Restore"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "restore",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (self), NULL,
                           rg_copy_page_answered_cb, g_object_ref (self));
}

/* --- GObject --- */

static void
rg_copy_page_dispose (GObject *object)
{
  RgCopyPage *self = RG_COPY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_COPY_PAGE);
  g_clear_pointer (&self->inside, rg_contents_free);
  g_clear_pointer (&self->now, rg_contents_free);
  g_clear_object (&self->copy);
  g_clear_object (&self->present);
  G_OBJECT_CLASS (rg_copy_page_parent_class)->dispose (object);
}

static void
rg_copy_page_finalize (GObject *object)
{
  RgCopyPage *self = RG_COPY_PAGE (object);

  g_clear_pointer (&self->key, rg_backup_key_unref);
  g_object_unref (self->cancellable);
  g_free (self->path);
  G_OBJECT_CLASS (rg_copy_page_parent_class)->finalize (object);
}

static void
rg_copy_page_class_init (RgCopyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_copy_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_copy_page_finalize;

  signals[SIGNAL_RESTORE] = g_signal_new ("restore", RG_TYPE_COPY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-copy-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCopyPage, customers_row);
  gtk_widget_class_bind_template_child (widget_class, RgCopyPage, difference_row);
  gtk_widget_class_bind_template_child (widget_class, RgCopyPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, RgCopyPage, receipts_row);
  gtk_widget_class_bind_template_child (widget_class, RgCopyPage, restore_box);
  gtk_widget_class_bind_template_child (widget_class, RgCopyPage, shop_row);
  gtk_widget_class_bind_template_child (widget_class, RgCopyPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, rg_copy_page_customers_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_copy_page_receipts_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_copy_page_restore_cb);
}

static void
rg_copy_page_init (RgCopyPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
rg_copy_page_new (const char *path, RgStore *present, RgBackupKey *key, gboolean restore)
{
  RgCopyPage *self = g_object_new (RG_TYPE_COPY_PAGE, NULL);
  g_autoptr (RgBackupInfo) info = rg_backup_look (path, NULL, NULL);
  g_autofree char *moment = info && info->at ? rg_copy_dup_moment (info->at)
                                             : g_path_get_basename (path);

  self->path = g_strdup (path);
  self->present = present ? g_object_ref (present) : NULL;
  self->key = key ? rg_backup_key_ref (key) : NULL;
  self->restore = restore;
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), moment);
  rg_copy_page_open (self);
  return ADW_NAVIGATION_PAGE (self);
}
