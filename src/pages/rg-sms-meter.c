/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-sms-meter.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-sms-length.h"

/* Milliseconds without a key. */
#define RG_SMS_REST 250

typedef struct
{
  RgShop *shop;
  RgCampaign *campaign;
  RgDay today;
  GArray *ids; /* the segment's, or those of the fixed list */

  RgSmsLength longest;
  char *name; /* of whom it is longest for; NULL: nobody gets it */
  gint64 n_people;
  gint64 n_parts;
} RgSmsWork;

struct _RgSmsMeter
{
  AdwBin parent_instance;

  GtkWidget *label;
  RgStore *store;
  RgSmsWork *next; /* what is measured once the typing rests */
  guint timer;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RgSmsMeter, rg_sms_meter, ADW_TYPE_BIN)

static void
rg_sms_work_free (gpointer data)
{
  RgSmsWork *work = data;

  g_clear_pointer (&work->ids, g_array_unref);
  rg_campaign_free (work->campaign);
  rg_shop_free (work->shop);
  g_free (work->name);
  g_free (work);
}

static void
rg_sms_work_add (RgSmsWork *work, const RgCampaignPerson *person)
{
  RgSmsLength length;

  if (person->seat.place != RG_PLACE_INCLUDED)
    return;
  rg_sms_measure (person->body, &length);
  work->n_people++;
  work->n_parts += length.parts;
  if (work->name != NULL
      && (length.parts < work->longest.parts
          || (length.parts == work->longest.parts
              && (gint64) length.units * work->longest.room
                   <= (gint64) work->longest.units * length.room)))
    return;
  work->longest = length;
  g_set_str (&work->name, person->name);
}

static gboolean
rg_sms_work_read_fixed (RgDb *db, RgSmsWork *work, GError **error)
{
  for (guint i = 0; i < work->ids->len; i++)
    {
      g_autoptr (RgCampaignPerson) person = rg_campaign_read_person (
          db, work->campaign->id, g_array_index (work->ids, gint64, i), error);

      if (person == NULL)
        return FALSE;
      rg_sms_work_add (work, person);
    }
  return TRUE;
}

static gboolean
rg_sms_work_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgSmsWork *work = data;
  g_autoptr (GPtrArray) people = NULL;

  if (work->campaign->fixed_at != 0)
    return rg_sms_work_read_fixed (db, work, error);
  people = rg_campaign_plan (db, work->shop, work->campaign, (const gint64 *) work->ids->data,
                             work->ids->len, work->today, error);
  for (guint i = 0; people != NULL && i < people->len; i++)
    rg_sms_work_add (work, g_ptr_array_index (people, i));
  return people != NULL;
}

static char *
rg_sms_work_dup_words (const RgSmsWork *work)
{
  const RgSmsLength *longest = &work->longest;
  GString *out = g_string_new (NULL);
  g_autofree char *people = rg_number_format (work->n_people);
  g_autofree char *all = rg_number_format (work->n_parts);
  /* Translators: %s is a number. */
  g_autofree char *of = g_strdup_printf (P_ ("%s person", "%s people", work->n_people), people);

  if (work->name == NULL)
    return g_string_free (out, FALSE);
  /* Translators: how long a text message gets: characters, how many fit, how many messages that
   * counts as, and a person. */
  g_string_printf (out, P_ ("Longest: %u of %u characters, %u text message (%s)",
                            "Longest: %u of %u characters, %u text messages (%s)", longest->parts),
                   longest->units, longest->room, longest->parts, work->name);
  if (longest->wide)
    {
      char c[8] = "";

      g_unichar_to_utf8 (longest->first, c);
      /* Translators: %s is a character. */
      g_string_append_printf (out, _("\nWith “%s” in it only 70 characters fit into one."), c);
    }
  /* Translators: a number of text messages, then “845 people”. */
  g_string_append_printf (out, P_ ("\n%s text message for %s", "\n%s text messages for %s",
                                   work->n_parts), all, of);
  return g_string_free (out, FALSE);
}

static void
rg_sms_meter_measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSmsMeter) self = data;
  g_autofree char *words = NULL;

  if (!rg_store_read_finish (RG_STORE (source), result, NULL) || self->label == NULL)
    return;
  words = rg_sms_work_dup_words (rg_store_read_get_data (result));
  gtk_label_set_text (GTK_LABEL (self->label), words);
}

static gboolean
rg_sms_meter_rest_cb (gpointer data)
{
  RgSmsMeter *self = data;

  self->timer = 0;
  self->cancellable = g_cancellable_new ();
  rg_store_read_async (self->store, RG_READER_REPORT, rg_sms_work_in_thread,
                       g_steal_pointer (&self->next), rg_sms_work_free, self->cancellable,
                       rg_sms_meter_measured_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
rg_sms_meter_stop (RgSmsMeter *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->next, rg_sms_work_free);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
rg_sms_meter_measure (RgSmsMeter *self, RgStore *store, const RgCampaignSight *sight,
                      const RgCampaign *campaign)
{
  GArray *ids = sight == NULL ? NULL : sight->ids != NULL ? sight->ids : sight->included;

  g_return_if_fail (RG_IS_SMS_METER (self));
  rg_sms_meter_stop (self);
  if (ids == NULL || campaign->channel != RG_CHANNEL_SMS)
    return;
  g_set_object (&self->store, store);
  self->next = g_new0 (RgSmsWork, 1);
  self->next->shop = rg_shop_copy (sight->shop);
  self->next->campaign = rg_campaign_copy (campaign);
  self->next->today = sight->today;
  self->next->ids = g_array_ref (ids);
  self->timer = g_timeout_add (RG_SMS_REST, rg_sms_meter_rest_cb, self);
}

static void
rg_sms_meter_dispose (GObject *object)
{
  RgSmsMeter *self = RG_SMS_METER (object);

  rg_sms_meter_stop (self);
  self->label = NULL;
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_sms_meter_parent_class)->dispose (object);
}

static void
rg_sms_meter_class_init (RgSmsMeterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_sms_meter_dispose;
}

static void
rg_sms_meter_init (RgSmsMeter *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_add_css_class (self->label, "numeric");
  adw_bin_set_child (ADW_BIN (self), self->label);
}
