/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A campaign's letter to one person, as pages. */
#include "pages/rg-campaign-letters.h"

static void
rg_campaign_letters_fill (RgLetter *letter, const RgCampaignPerson *person)
{
  letter->address = g_strdup_printf ("%s\n%s", person->name, person->contact);
  letter->subject = g_strdup (person->subject);
  letter->body = g_strdup (person->body);
  letter->coupon = g_strdup (person->coupon);
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
  RgCampaignPerson *copy = rg_campaign_person_copy (person);
  RgLetters *letters;

  rg_campaign_init_letterhead (campaign, shop, today, &head);
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
