/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What reading two customers side by side and making one of them share. */
#pragma once

#include "store/rg-store-merge.h"

G_BEGIN_DECLS

/* Columns of merge.person. */
enum {
  RG_SIDE_NAME,
  RG_SIDE_GIVEN,
  RG_SIDE_FAMILY,
  RG_SIDE_NUMBER,
  RG_SIDE_YEAR,
  RG_SIDE_MONTH,
  RG_SIDE_DAY,
  RG_SIDE_CARD,
  RG_SIDE_GENDER,
  RG_SIDE_LANGUAGE,
  RG_SIDE_NOTE,
  RG_SIDE_OCCUPATION,
  RG_SIDE_INCOME_BAND,
  RG_SIDE_INTERESTS,
  RG_SIDE_CHILDREN,
  RG_SIDE_HOUSEHOLD_SIZE,
  RG_SIDE_JOINED,
  RG_SIDE_JOINED_HOW,
  RG_SIDE_JOINED_WHERE,
  RG_SIDE_HOUSEHOLD,
  RG_SIDE_OWNER,
  RG_SIDE_PREFERS,
  RG_SIDE_HOUSEHOLD_NAME,
  RG_SIDE_OWNER_NAME,
};

/* The kind of contact points that a field is, or NULL. */
const char *rg_merge_field_contact (RgMergeField field);
/* merge.person of a customer, at its row. NULL with an error where there is none. */
RgStatement *rg_merge_person (RgDb *db, gint64 id, GError **error);

G_END_DECLS
