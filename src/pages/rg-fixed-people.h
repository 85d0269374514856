/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Some people of a fixed list, opened as a page of their own. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-campaigns.h"

G_BEGIN_DECLS

typedef struct {
  gint64 campaign;
  const char *state; /* "included" or "held-out", without the shop's own people; NULL for others */
  guint version;     /* 1 …: who got that one; else 0 */
  RgLeftOut reason;  /* left out for that, then or since; else RG_LEFT_OUT_NOT */
  gboolean seeds;    /* the shop's own */
} RgFixedPeople;

/* Reads who they are, then opens them over the window of the widget. */
void rg_fixed_people_open (GtkWidget *widget, RgStore *store, const RgFixedPeople *people,
                           const char *title);

G_END_DECLS
