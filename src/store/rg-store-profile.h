/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One customer in full, read in one snapshot. */
#pragma once

#include "store/rg-store-consent.h"
#include "store/rg-store-contacts.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-loyalty.h"

G_BEGIN_DECLS

typedef struct
{
  RgContact *point;
  char *text; /* as it is shown: an address in lines, a phone as its country writes it */
} RgProfileContact;

typedef struct
{
  gint64 id;
  char *name; /* as shown */
} RgProfileMember;

typedef struct
{
  char *name;
  char *colour; /* rg_tag_colours; "" for none */
} RgProfileTag;

typedef struct
{
  gint64 id; /* 0: no home */
  char *name;
  GPtrArray *members;  /* RgProfileMember: the others */
  gint64 spend_minor;  /* net sales of all who live there */
} RgProfileHome;

typedef struct
{
  gint64 id;
  RgDay day;
  char *location; /* "" where the till says nothing */
  guint items;    /* lines of sale; 0: only returns or fees */
  gint64 net_minor;
} RgProfilePurchase;

typedef struct
{
  RgCustomerDetails *details;
  GPtrArray *contacts;  /* RgProfileContact, the person's own first */
  GPtrArray *tags;      /* RgProfileTag, by name */
  RgProfileHome home;
  char *owner; /* the name of who looks after the person, or "" */
  GPtrArray *also;      /* RgProfileMember: whoever was merged into the person */
  GPtrArray *purchases; /* RgProfilePurchase, the newest first */
  RgChannelPermission permissions[RG_N_ASKED];
  GPtrArray *ledger; /* RgConsentRow, the newest first */
  GArray *lots;      /* RgLot of loyalty points, as rg_loyalty_read_lots() has them */
  gboolean shop_has_points; /* anybody has, or the shop has decided something about them */
} RgProfile;

/* A merged customer reads as the one it became part of. NULL without an error where there is no
 * such customer. country: the shop's. */
RgProfile *rg_profile_read (RgDb *db, gint64 id, const char *country, GError **error);
void rg_profile_free (RgProfile *profile);

/* The days of visits (receipts with a sale), ascending; elements are RgDay. */
GArray *rg_profile_dup_visit_days (const RgProfile *profile);
/* The names of those who were merged into the person, parted by commas; "" where nobody was. */
char *rg_profile_dup_also (const RgProfile *profile);
/* Net sales of all receipts. */
gint64 rg_profile_get_total (const RgProfile *profile);
/* Net sales of the n_months months that end with the one of `today`, the oldest first; *days gets
 * their first days. Both are n_months long. */
void rg_profile_sum_months (const RgProfile *profile, RgDay today, guint n_months, RgDay *days,
                            double *sums);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgProfile, rg_profile_free)

G_END_DECLS
