/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A campaign's letters as pages. */
#include "pages/rg-campaign-letters.h"

/* Letters that are laid out in one go before the main loop runs again. */
#define RG_LETTERS_AT_ONCE 8

static void
rg_campaign_letters_init_head (RgLetterhead *head, const RgShop *shop, const RgCampaign *campaign,
                               RgDay today)
{
  g_auto (GStrv) lines = g_strsplit (*shop->address ? shop->address : shop->name, "\n", -1);

  *head = (RgLetterhead) {
    .shop = g_strdup (shop->name),
    .contact = g_strdup (shop->address),
    .sender_line = g_strjoinv (", ", lines),
    .date = today,
    .closing = g_strdup (campaign->closing),
    .signature = g_strdup (campaign->signature),
  };
}

static void
rg_campaign_letters_fill (RgLetter *letter, const RgCampaignPerson *person)
{
  letter->address = g_strdup_printf ("%s\n%s", person->name, person->contact);
  letter->subject = g_strdup (person->subject);
  letter->body = g_strdup (person->body);
  letter->coupon = g_strdup (person->coupon);
}

static void
rg_campaign_letters_piece (guint index, RgLetter *letter, gpointer data)
{
  const RgCampaignPerson *person = rg_campaign_pieces_get (data, index);

  if (person != NULL)
    rg_campaign_letters_fill (letter, person);
}

RgLetters *
rg_campaign_letters_new (RgStore *store, const RgShop *shop, const RgCampaign *campaign,
                         GArray *people, RgDay today, RgCampaignPieces **pieces)
{
  g_auto (RgLetterhead) head = { NULL };
  RgCampaignPieces *own = rg_campaign_pieces_new (store, campaign->id, people);

  rg_campaign_letters_init_head (&head, shop, campaign, today);
  if (pieces != NULL)
    *pieces = own;
  return rg_letters_new (rg_paper_default (), &head, people->len, rg_campaign_letters_piece, own,
                         (GDestroyNotify) rg_campaign_pieces_free);
}

static void
rg_campaign_letters_person (guint index, RgLetter *letter, gpointer data)
{
  rg_campaign_letters_fill (letter, data);
}

RgLetters *
rg_campaign_letters_new_for (const RgShop *shop, const RgCampaign *campaign,
                             const RgCampaignPerson *person, RgDay today)
{
  g_auto (RgLetterhead) head = { NULL };
  RgCampaignPerson *copy = g_memdup2 (person, sizeof *person);
  RgLetters *letters;

  copy->name = g_strdup (person->name);
  copy->contact = g_strdup (person->contact);
  copy->subject = g_strdup (person->subject);
  copy->body = g_strdup (person->body);
  copy->coupon = g_strdup (person->coupon);
  rg_campaign_letters_init_head (&head, shop, campaign, today);
  letters = rg_letters_new (rg_paper_default (), &head, 1, rg_campaign_letters_person, copy,
                            (GDestroyNotify) rg_campaign_person_free);
  rg_letters_paginate (letters, 1);
  return letters;
}

void
rg_campaign_letters_draw (cairo_t *cr, guint page, gpointer data)
{
  rg_letters_draw_page (data, cr, page);
}

gboolean
rg_campaign_letters_count (guint *n_pages, gpointer data)
{
  gboolean all = rg_letters_paginate (data, RG_LETTERS_AT_ONCE);

  *n_pages = rg_letters_n_pages (data);
  return all;
}
