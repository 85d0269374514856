/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-message-preview.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-campaign-letters.h"
#include "pages/rg-mail-preview.h"
#include "pages/rg-mail-trial.h"
#include "pages/rg-message-parts.h"
#include "pages/rg-page-preview.h"
#include "pages/rg-print-job.h"

/* So many of the hardest cases are offered. */
#define RG_WORST_CASES 5

struct _RgMessagePreview
{
  GtkBox parent_instance;

  GtkLabel *person_label;
  GtkToggleButton *worst_button;
  GtkStack *stack;
  RgPagePreview *letter;
  RgMailPreview *mail;
  GtkLabel *words_label;
  GtkLabel *parts_label;
  GtkWidget *print_button;
  GtkWidget *test_button;

  RgStore *store;
  const RgCampaignSight *sight; /* borrowed */
  RgCampaign *campaign;         /* as it is being written */
  GArray *order;                /* guint: indices of the people that would be written to */
  GArray *worst;                /* the same for the worst cases */
  guint at;                     /* index into one of the two */
  GCancellable *drawing;
  RgCampaignPerson *shown;      /* whose letter stands there; NULL for none */
  char *own_address;            /* of the shop's account; "" for none */
};

G_DEFINE_FINAL_TYPE (RgMessagePreview, rg_message_preview, GTK_TYPE_BOX)

/* --- one person --- */

typedef struct
{
  RgCampaign *campaign;
  RgShop *shop;
  RgMailAccount *account; /* of an e-mail */
  RgDay today;
  gint64 customer;
  gboolean fixed;
  RgCampaignPerson *person;
} RgDrawing;

static void
rg_drawing_free (gpointer data)
{
  RgDrawing *drawing = data;

  g_clear_pointer (&drawing->person, rg_campaign_person_free);
  g_clear_pointer (&drawing->account, rg_mail_account_free);
  rg_campaign_free (drawing->campaign);
  rg_shop_free (drawing->shop);
  g_free (drawing);
}

static gboolean
rg_drawing_read_person (RgDb *db, RgDrawing *drawing, GError **error)
{
  g_autoptr (GPtrArray) people = NULL;

  if (drawing->fixed)
    {
      drawing->person = rg_campaign_read_person (db, drawing->campaign->id, drawing->customer,
                                                 error);
      return drawing->person != NULL;
    }
  people = rg_campaign_plan (db, drawing->shop, drawing->campaign, &drawing->customer, 1,
                             drawing->today, error);
  if (people != NULL && people->len > 0)
    drawing->person = g_ptr_array_steal_index (people, 0);
  return people != NULL;
}

static gboolean
rg_drawing_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgDrawing *drawing = data;

  if (drawing->campaign->channel == RG_CHANNEL_EMAIL)
    {
      drawing->account = rg_mail_account_read (db, error);
      if (drawing->account == NULL)
        return FALSE;
    }
  return rg_drawing_read_person (db, drawing, error);
}

/* With the version that they got, once the list is fixed; before, it is the one being written. */
static void
rg_message_preview_show_name (RgMessagePreview *self, const RgCampaignPerson *person)
{
  GPtrArray *versions = self->sight->campaign->versions;
  const RgCampaignVersion *version = person->version > 0 && person->version <= versions->len
                                       ? versions->pdata[person->version - 1] : NULL;
  /* Translators: a person, and the name of the version of a letter that they get. */
  g_autofree char *text = version == NULL
                            ? g_strdup (person->name)
                            : g_strdup_printf (_("%s, “%s”"), person->name, version->name);

  gtk_label_set_text (self->person_label, text);
}

/* Which parts of the message are theirs; of a fixed list the message alone tells. */
static void
rg_message_preview_show_parts (RgMessagePreview *self, const RgDrawing *drawing)
{
  g_autofree char *text = drawing->fixed ? NULL
                                         : rg_message_parts_dup_of_person (drawing->campaign,
                                                                           drawing->shop,
                                                                           drawing->person);

  gtk_label_set_text (self->parts_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->parts_label), text != NULL);
}

static void
rg_message_preview_show_person (RgMessagePreview *self, const RgDrawing *drawing)
{
  g_clear_pointer (&self->shown, rg_campaign_person_free);
  self->shown = rg_campaign_person_copy (drawing->person);
  if (drawing->account != NULL)
    g_set_str (&self->own_address, drawing->account->from);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.print", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.send", TRUE);
  switch (drawing->campaign->channel)
    {
    case RG_CHANNEL_EMAIL:
      rg_mail_preview_show (self->mail, drawing->shop, drawing->account, drawing->campaign,
                            drawing->person);
      break;
    case RG_CHANNEL_POST:
      rg_page_preview_show (self->letter, rg_paper_default (), rg_campaign_letters_draw,
                            rg_campaign_letters_new_for (drawing->shop, drawing->campaign,
                                                         drawing->person, drawing->today),
                            (GDestroyNotify) rg_letters_free, 0);
      break;
    case RG_CHANNEL_SMS:
    case RG_CHANNEL_PHONE:
    default:
      gtk_label_set_text (self->words_label, drawing->person->body);
      gtk_widget_set_visible (GTK_WIDGET (self->words_label), *drawing->person->body != '\0');
    }
}

static void
rg_message_preview_drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgMessagePreview) self = data;
  const RgDrawing *drawing;

  if (!rg_store_read_finish (RG_STORE (source), result, NULL) || self->sight == NULL)
    return;
  drawing = rg_store_read_get_data (result);
  if (drawing->person == NULL)
    return;
  rg_message_preview_show_name (self, drawing->person);
  rg_message_preview_show_parts (self, drawing);
  rg_message_preview_show_person (self, drawing);
}

static GArray *
rg_message_preview_get_order (RgMessagePreview *self)
{
  return gtk_toggle_button_get_active (self->worst_button) ? self->worst : self->order;
}

/* The customer who is looked at; 0 for nobody. */
static gint64
rg_message_preview_get_customer (RgMessagePreview *self)
{
  GArray *order = rg_message_preview_get_order (self);
  guint index;

  if (order == NULL || order->len == 0)
    return 0;
  index = g_array_index (order, guint, self->at);
  if (self->sight->people == NULL)
    return g_array_index (self->sight->included, gint64, index);
  return ((RgCampaignPerson *) g_ptr_array_index (self->sight->people, index))->customer;
}

static const char *
rg_message_preview_get_page (RgChannel channel)
{
  return channel == RG_CHANNEL_POST ? "letter" : channel == RG_CHANNEL_EMAIL ? "mail" : "words";
}

static void
rg_message_preview_redraw (RgMessagePreview *self)
{
  RgDrawing *drawing;
  gint64 customer;

  if (self->drawing != NULL)
    g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  if (self->sight == NULL || self->campaign == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack,
                                    rg_message_preview_get_page (self->campaign->channel));
  gtk_widget_set_visible (self->print_button, self->campaign->channel == RG_CHANNEL_POST);
  /* Of a fixed list the coupons are people's own. */
  gtk_widget_set_visible (self->test_button, self->campaign->channel == RG_CHANNEL_EMAIL
                                               && self->sight->campaign->fixed_at == 0);
  customer = rg_message_preview_get_customer (self);
  if (customer == 0)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.print", FALSE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.send", FALSE);
      gtk_label_set_text (self->person_label, _("Nobody to show"));
      return;
    }
  self->drawing = g_cancellable_new ();
  drawing = g_new0 (RgDrawing, 1);
  drawing->campaign = rg_campaign_copy (self->campaign);
  drawing->shop = rg_shop_copy (self->sight->shop);
  drawing->today = self->sight->today;
  drawing->customer = customer;
  drawing->fixed = self->sight->campaign->fixed_at != 0;
  rg_store_read_async (self->store, RG_READER_ROWS, rg_drawing_read_in_thread, drawing,
                       rg_drawing_free, self->drawing, rg_message_preview_drawn_cb,
                       g_object_ref (self));
}

void
rg_message_preview_draw (RgMessagePreview *self, const RgCampaign *campaign)
{
  RgCampaign *copy = rg_campaign_copy (campaign);

  g_return_if_fail (RG_IS_MESSAGE_PREVIEW (self));
  g_clear_pointer (&self->campaign, rg_campaign_free);
  self->campaign = copy;
  rg_message_preview_redraw (self);
}

/* --- whom to look at --- */

/* How hard a person is to fit on the page: gaps first, then long names and addresses; of what is
 * only words, those. */
static glong
rg_message_preview_weigh (const RgCampaignPerson *person)
{
  return (person->missing != 0 ? 10000 : 0) + g_utf8_strlen (person->name, -1)
         + g_utf8_strlen (person->contact, -1) + g_utf8_strlen (person->body, -1);
}

static int
rg_message_preview_compare (gconstpointer a, gconstpointer b, gpointer people)
{
  glong one = rg_message_preview_weigh (g_ptr_array_index ((GPtrArray *) people,
                                                           *(const guint *) a));
  glong two = rg_message_preview_weigh (g_ptr_array_index ((GPtrArray *) people,
                                                           *(const guint *) b));

  return (one < two) - (one > two);
}

/* Somebody for whom a fallback stands in is among the worst cases, too: the last of them. */
static void
rg_message_preview_show_fallen (RgMessagePreview *self, GPtrArray *people)
{
  const guint last = RG_WORST_CASES - 1;

  for (guint i = 0; i < self->worst->len; i++)
    {
      guint *index = &g_array_index (self->worst, guint, i);
      const guint found = *index;

      if (((RgCampaignPerson *) people->pdata[found])->fallen == 0)
        continue;
      if (i > last)
        {
          *index = g_array_index (self->worst, guint, last);
          g_array_index (self->worst, guint, last) = found;
        }
      return;
    }
}

/* Whether they get the version that is being written. One that was just added has nobody yet. */
static gboolean
rg_message_preview_gets (const RgCampaignPerson *person, guint version)
{
  return person->seat.place == RG_PLACE_INCLUDED
         && (version == 0 || person->version == 0 || person->version == version);
}

static void
rg_message_preview_order_people (RgMessagePreview *self, guint version)
{
  const RgCampaignSight *sight = self->sight;
  guint n = sight->people != NULL ? sight->people->len
                                  : sight->included != NULL ? sight->included->len : 0;

  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->worst, g_array_unref);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    if (sight->people == NULL
        || rg_message_preview_gets (g_ptr_array_index (sight->people, i), version))
      g_array_append_val (self->order, i);
  self->worst = g_array_copy (self->order);
  if (sight->people != NULL)
    g_array_sort_with_data (self->worst, rg_message_preview_compare, sight->people);
  if (sight->people != NULL)
    rg_message_preview_show_fallen (self, sight->people);
  g_array_set_size (self->worst, MIN (self->worst->len, RG_WORST_CASES));
  gtk_widget_set_visible (GTK_WIDGET (self->worst_button), sight->people != NULL);
}

static void
rg_message_preview_set_at (RgMessagePreview *self, guint at)
{
  GArray *order = rg_message_preview_get_order (self);

  if (order == NULL)
    return;
  self->at = order->len > 0 ? MIN (at, order->len - 1) : 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.previous", self->at > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.next", self->at + 1 < order->len);
}

void
rg_message_preview_set_people (RgMessagePreview *self, RgStore *store,
                               const RgCampaignSight *sight, guint version)
{
  g_return_if_fail (RG_IS_MESSAGE_PREVIEW (self));
  self->sight = sight;
  g_set_object (&self->store, store);
  rg_message_preview_order_people (self, version);
  rg_message_preview_set_at (self, self->at);
}

void
rg_message_preview_forget (RgMessagePreview *self)
{
  g_return_if_fail (RG_IS_MESSAGE_PREVIEW (self));
  if (self->drawing != NULL)
    g_cancellable_cancel (self->drawing);
  self->sight = NULL;
}

void
rg_message_preview_rewind (RgMessagePreview *self)
{
  g_return_if_fail (RG_IS_MESSAGE_PREVIEW (self));
  rg_message_preview_set_at (self, 0);
}

static void
rg_message_preview_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgMessagePreview *self = RG_MESSAGE_PREVIEW (widget);

  rg_message_preview_set_at (self, g_str_has_suffix (name, "next") ? self->at + 1 : self->at - 1);
  rg_message_preview_redraw (self);
}

static void
rg_message_preview_worst_cb (RgMessagePreview *self)
{
  rg_message_preview_set_at (self, 0);
  rg_message_preview_redraw (self);
}

/* --- one letter on paper, before all of them --- */

static gboolean
rg_message_preview_count (guint *n_pages, gpointer letters)
{
  *n_pages = rg_letters_n_pages (letters);
  return TRUE;
}

static void
rg_message_preview_printed_cb (gboolean printed, const GError *error, gpointer data)
{
  g_autoptr (RgMessagePreview) self = data;
  g_autofree char *text = error != NULL ? rg_error_text (error) : NULL;

  if (text != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

/* Of the person at hand, as often as somebody likes: it is no contact, and noted nowhere. */
static void
rg_message_preview_print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgMessagePreview *self = RG_MESSAGE_PREVIEW (widget);

  if (self->shown == NULL || self->sight == NULL)
    return;
  rg_print_job_run (GTK_WINDOW (gtk_widget_get_root (widget)), self->campaign->name,
                    rg_paper_default (), rg_message_preview_count, rg_campaign_letters_draw,
                    rg_campaign_letters_new_for (self->sight->shop, self->campaign, self->shown,
                                                 self->sight->today),
                    (GDestroyNotify) rg_letters_free, rg_message_preview_printed_cb,
                    g_object_ref (self));
}

/* To oneself. */
static void
rg_message_preview_send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgMessagePreview *self = RG_MESSAGE_PREVIEW (widget);

  if (self->shown != NULL && self->sight != NULL)
    rg_mail_trial_ask (widget, self->store, self->campaign, self->shown,
                       self->own_address != NULL ? self->own_address : "");
}

/* --- the class --- */

static void
rg_message_preview_dispose (GObject *object)
{
  RgMessagePreview *self = RG_MESSAGE_PREVIEW (object);

  if (self->drawing != NULL)
    g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  self->sight = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_MESSAGE_PREVIEW);
  g_clear_object (&self->store);
  g_clear_pointer (&self->campaign, rg_campaign_free);
  g_clear_pointer (&self->shown, rg_campaign_person_free);
  g_clear_pointer (&self->own_address, g_free);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->worst, g_array_unref);
  G_OBJECT_CLASS (rg_message_preview_parent_class)->dispose (object);
}

static void
rg_message_preview_class_init (RgMessagePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_message_preview_dispose;
  g_type_ensure (RG_TYPE_PAGE_PREVIEW);
  g_type_ensure (RG_TYPE_MAIL_PREVIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-message-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, RgMessagePreview, person_label);
  gtk_widget_class_bind_template_child (widget_class, RgMessagePreview, worst_button);
  gtk_widget_class_bind_template_child (widget_class, RgMessagePreview, stack);
  gtk_widget_class_bind_template_child (widget_class, RgMessagePreview, letter);
  gtk_widget_class_bind_template_child (widget_class, RgMessagePreview, mail);
  gtk_widget_class_bind_template_child (widget_class, RgMessagePreview, words_label);
  gtk_widget_class_bind_template_child (widget_class, RgMessagePreview, parts_label);
  gtk_widget_class_bind_template_child (widget_class, RgMessagePreview, print_button);
  gtk_widget_class_bind_template_child (widget_class, RgMessagePreview, test_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_message_preview_worst_cb);
  gtk_widget_class_install_action (widget_class, "preview.previous", NULL,
                                   rg_message_preview_step_action);
  gtk_widget_class_install_action (widget_class, "preview.next", NULL,
                                   rg_message_preview_step_action);
  gtk_widget_class_install_action (widget_class, "preview.print", NULL,
                                   rg_message_preview_print_action);
  gtk_widget_class_install_action (widget_class, "preview.send", NULL,
                                   rg_message_preview_send_action);
}

static void
rg_message_preview_init (RgMessagePreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.send", FALSE);
}
