/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The frozen texts of a campaign's list, a few at a time. */
#include "store/rg-campaign-pieces.h"

#define RG_PIECES_AT_ONCE 64

struct _RgCampaignPieces {
  RgStore *store;
  gint64 campaign;
  GArray *customers;
  guint first;       /* index of people[0] */
  GPtrArray *people; /* RgCampaignPerson */
  GError *error;
};

RgCampaignPieces *
rg_campaign_pieces_new (RgStore *store, gint64 campaign, GArray *customers)
{
  RgCampaignPieces *self = g_new0 (RgCampaignPieces, 1);

  self->store = g_object_ref (store);
  self->campaign = campaign;
  self->customers = g_array_ref (customers);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_campaign_person_free);
  return self;
}

void
rg_campaign_pieces_free (RgCampaignPieces *self)
{
  g_clear_error (&self->error);
  g_ptr_array_unref (self->people);
  g_array_unref (self->customers);
  g_object_unref (self->store);
  g_free (self);
}

guint
rg_campaign_pieces_get_n (RgCampaignPieces *self)
{
  return self->customers->len;
}

static gboolean
rg_campaign_pieces_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCampaignPieces *self = data;
  guint end = MIN (self->first + RG_PIECES_AT_ONCE, self->customers->len);

  g_ptr_array_set_size (self->people, 0);
  for (guint i = self->first; i < end; i++)
    {
      RgCampaignPerson *person = rg_campaign_read_person (
          db, self->campaign, g_array_index (self->customers, gint64, i), error);

      if (person == NULL)
        return FALSE;
      g_ptr_array_add (self->people, person);
    }
  return TRUE;
}

const RgCampaignPerson *
rg_campaign_pieces_get (RgCampaignPieces *self, guint index)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (index < self->customers->len, NULL);
  if (index >= self->first && index - self->first < self->people->len)
    return g_ptr_array_index (self->people, index - self->first);
  self->first = index - index % RG_PIECES_AT_ONCE;
  if (!rg_store_read_sync (self->store, RG_READER_ROWS, rg_campaign_pieces_read_in_thread, self,
                           NULL, &error))
    {
      g_ptr_array_set_size (self->people, 0);
      if (self->error == NULL)
        self->error = g_steal_pointer (&error);
      return NULL;
    }
  return g_ptr_array_index (self->people, index - self->first);
}

gboolean
rg_campaign_pieces_fill (guint index, RgRecipient *recipient, gpointer data)
{
  const RgCampaignPerson *person = rg_campaign_pieces_get (data, index);

  if (person == NULL)
    return FALSE;
  *recipient = (RgRecipient) { person->name, person->contact, person->subject, person->body,
                               person->coupon };
  return TRUE;
}

const GError *
rg_campaign_pieces_get_error (RgCampaignPieces *self)
{
  return self->error;
}

void
rg_campaign_init_letterhead (const RgCampaign *campaign, const RgShop *shop, RgDay day,
                             RgLetterhead *head)
{
  g_auto (GStrv) lines = g_strsplit (*shop->address ? shop->address : shop->name, "\n", -1);

  *head = (RgLetterhead) {
    .shop = g_strdup (shop->name),
    .contact = g_strdup (shop->address),
    .sender_line = g_strjoinv (", ", lines),
    .date = day,
    .offer = rg_offer_dup_sentence (&campaign->offer, shop->currency),
    .closing = g_strdup (campaign->closing),
    .signature = g_strdup (campaign->signature),
  };
}
