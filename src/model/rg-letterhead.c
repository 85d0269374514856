/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "model/rg-letterhead.h"

void
rg_letterhead_clear (RgLetterhead *head)
{
  g_clear_pointer (&head->shop, g_free);
  g_clear_pointer (&head->contact, g_free);
  g_clear_pointer (&head->sender_line, g_free);
  g_clear_pointer (&head->offer, g_free);
  g_clear_pointer (&head->closing, g_free);
  g_clear_pointer (&head->signature, g_free);
}
