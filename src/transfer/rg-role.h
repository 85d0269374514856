/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a column of a till's file may mean. */
#pragma once

#include "store/rg-import-batch.h"

G_BEGIN_DECLS

typedef enum {
  RG_ROLE_NONE,
  /* sale lines */
  RG_ROLE_NUMBER,
  RG_ROLE_DATE,
  RG_ROLE_TIME,
  RG_ROLE_LOCATION,
  RG_ROLE_TILL,
  RG_ROLE_STAFF,
  RG_ROLE_CODE,
  RG_ROLE_PRODUCT,
  RG_ROLE_CATEGORY,
  RG_ROLE_BRAND,
  RG_ROLE_QUANTITY,
  RG_ROLE_UNIT_PRICE,
  RG_ROLE_NET,
  RG_ROLE_GROSS,
  RG_ROLE_DISCOUNT,
  RG_ROLE_TAX,
  RG_ROLE_COST,
  RG_ROLE_CURRENCY,
  RG_ROLE_TYPE,
  RG_ROLE_STATUS,
  RG_ROLE_CANCELLED,        /* when the receipt was cancelled; empty where it was not */
  /* of the whole receipt, on its first row */
  RG_ROLE_RECEIPT_SUBTOTAL, /* its goods, after discount */
  RG_ROLE_RECEIPT_DISCOUNT,
  RG_ROLE_RECEIPT_TAX,
  RG_ROLE_DELIVERY,
  RG_ROLE_RECEIPT_TOTAL,
  RG_ROLE_REFUND,
  RG_ROLE_COUPON,           /* the code of one that was used */
  /* where and how its goods were sent */
  RG_ROLE_DELIVERY_METHOD,
  RG_ROLE_DELIVERED_ON,
  RG_ROLE_PLACED,           /* where the order was placed */
  RG_ROLE_DELIVERY_NAME,
  RG_ROLE_DELIVERY_STREET,
  RG_ROLE_DELIVERY_POSTCODE,
  RG_ROLE_DELIVERY_CITY,
  RG_ROLE_DELIVERY_REGION,
  RG_ROLE_DELIVERY_COUNTRY,
  /* products, and what people did in the web shop */
  RG_ROLE_UNIT_COST,
  RG_ROLE_SUPPLIER,
  RG_ROLE_STOCK,
  RG_ROLE_WARRANTY,
  RG_ROLE_LIFETIME,
  RG_ROLE_ACTIVITY,
  /* customers, also on sale lines */
  RG_ROLE_CUSTOMER_ID,
  RG_ROLE_CARD_NUMBER,
  RG_ROLE_NAME,
  RG_ROLE_GIVEN_NAME,
  RG_ROLE_FAMILY_NAME,
  RG_ROLE_EMAIL,
  RG_ROLE_PHONE,
  RG_ROLE_CONTACTS,         /* e-mail and phone in one cell */
  RG_ROLE_STREET,
  RG_ROLE_STREET_2,
  RG_ROLE_POSTCODE,
  RG_ROLE_CITY,
  RG_ROLE_REGION,
  RG_ROLE_COUNTRY,
  RG_ROLE_BIRTHDAY,
  RG_ROLE_GENDER,
  RG_ROLE_LANGUAGE,
  RG_ROLE_OCCUPATION,
  RG_ROLE_INCOME,
  RG_ROLE_INTERESTS,
  RG_ROLE_CHILDREN,
  RG_ROLE_HOUSEHOLD_SIZE,
  RG_ROLE_OWNER,            /* who of the staff looks after the customer */
  RG_ROLE_NOTE,
  RG_ROLE_TAGS,
  RG_ROLE_SINCE,
  RG_ROLE_JOINED_HOW,
  RG_ROLE_JOINED_WHERE,
  RG_ROLE_PREFERS,          /* how the customer wants to hear from the shop */
  RG_ROLE_POINTS,           /* how many loyalty points the customer has */
  RG_ROLE_POST,
  RG_ROLE_POST_ON,
  RG_ROLE_EMAIL_OK,
  RG_ROLE_EMAIL_ON,
  RG_ROLE_PHONE_OK,
  RG_ROLE_PHONE_ON,
  RG_ROLE_SMS,
  RG_ROLE_SMS_ON,
  RG_ROLE_OWN,              /* one of the shop's own fields; several columns may be */
  RG_N_ROLES,
} RgRole;

/* "unit-price": in dialect files and --json; never translated. */
const char *rg_role_get_id (RgRole role);
/* RG_ROLE_NONE for what is no role. */
RgRole rg_role_from_id (const char *id);
/* "Unit price", in the user's language. */
const char *rg_role_get_label (RgRole role);
/* Whether files of that kind have such a column. */
gboolean rg_role_fits (RgRole role, RgImportKind kind);
/* Whether its cells are numbers or days. */
gboolean rg_role_is_number (RgRole role);
gboolean rg_role_is_date (RgRole role);

G_END_DECLS
