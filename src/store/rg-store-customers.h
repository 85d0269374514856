/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers: the list, one person in full, and edits by hand, each one action. */
#pragma once

#include "model/rg-customer.h"
#include "store/rg-row-list.h"

G_BEGIN_DECLS

/* --- the list --- */

typedef enum {
  RG_CUSTOMERS_BY_NAME,
  RG_CUSTOMERS_BY_LAST_VISIT,
  RG_CUSTOMERS_BY_VISITS,
  RG_CUSTOMERS_BY_SPEND,
  RG_N_CUSTOMERS_ORDERS
} RgCustomersOrder;

/* By one of the shop's own fields (its id), those of whom it holds nothing first. */
#define rg_customers_by_own(field) ((int) (RG_N_CUSTOMERS_ORDERS + (field)))

/* RgCustomer items for rg_row_list_new(), in one of the orders above. */
extern const RgRowSource rg_customers_source;

/* NULL without an error where there is no such living customer. */
RgCustomerSummary *rg_customer_summary_read (RgDb *db, gint64 id, GError **error);

/* The living customer that *id is part of: both become theirs, *name as it is shown (free it). They
 * stay as they are where there is none. */
gboolean rg_customer_read_living (RgDb *db, gint64 *id, char **name, GError **error);

/* --- one person's facts --- */

typedef enum {
  RG_CUSTOMER_FIELD_NONE,
  RG_CUSTOMER_FIELD_NAME,
  RG_CUSTOMER_FIELD_GIVEN_NAME,
  RG_CUSTOMER_FIELD_FAMILY_NAME,
  RG_CUSTOMER_FIELD_BIRTHDAY,
  RG_CUSTOMER_FIELD_EMAIL,
  RG_CUSTOMER_FIELD_PHONE,
  RG_CUSTOMER_FIELD_STREET,
  RG_CUSTOMER_FIELD_POSTCODE,
  RG_CUSTOMER_FIELD_CITY,
  RG_CUSTOMER_FIELD_COUNTRY,
  RG_CUSTOMER_FIELD_NOTE,
  RG_CUSTOMER_FIELD_TAG,
  RG_CUSTOMER_FIELD_GENDER,
  RG_CUSTOMER_FIELD_LANGUAGE,
  RG_CUSTOMER_FIELD_OCCUPATION,
  RG_CUSTOMER_FIELD_INCOME_BAND,
  RG_CUSTOMER_FIELD_INTERESTS,
  RG_CUSTOMER_FIELD_CARD_NUMBER,
  RG_CUSTOMER_FIELD_JOINED_HOW,
  RG_CUSTOMER_FIELD_JOINED_WHERE,
  RG_CUSTOMER_FIELD_CHILDREN,
  RG_CUSTOMER_FIELD_HOUSEHOLD_SIZE,
  RG_CUSTOMER_FIELD_JOINED_ON,
} RgCustomerField;

/* Texts are never NULL once read or made; "" says nothing is known. */
typedef struct
{
  gint64 id; /* 0: not in the file yet */
  char *number;
  char *name;
  char *given_name;
  char *family_name;
  int birth_year; /* 0: not known, also with month and day known */
  int birth_month;
  int birth_day;
  char *note;
  char *gender;      /* in the person's own words */
  char *language;    /* as above */
  char *occupation;
  char *income_band; /* in the shop's words */
  char *interests;   /* parted by commas */
  int children;      /* 0 to 99; -1: not known */
  int household_size; /* people at home, 1 to 99; -1: not known */
  char *card_number;
  RgDay joined_on; /* RG_DAY_NONE: not known */
  char *joined_how;
  char *joined_where;
  char *prefers; /* the id of a channel (rules/rg-permission.h); "": not said */
  gint64 owner; /* of staff: who looks after the person; 0: nobody */
  gint64 household;
  /* The preferred one of each kind that is the person's own; the ids are 0 where there is none. */
  gint64 email_id;
  char *email;
  gint64 phone_id;
  char *phone;
  gint64 address_id;
  char *street; /* lines */
  char *postcode;
  char *city;
  char *region;
  char *country;
  /* To be saved in the shop's own fields (store/rg-store-own-values.h); NULL: they stay as they
   * are, which is what reading gives. */
  GHashTable *own;
} RgCustomerDetails;

RgCustomerDetails *rg_customer_details_new (void);
RgCustomerDetails *rg_customer_details_copy (const RgCustomerDetails *details);
void rg_customer_details_free (RgCustomerDetails *details);
/* No text has a blank at its ends any more. */
void rg_customer_details_strip (RgCustomerDetails *details);
/* NULL without an error where there is no such customer. */
RgCustomerDetails *rg_customer_details_read (RgDb *db, gint64 id, GError **error);
/* Pure. FALSE with RG_STORE_ERROR_INVALID and the field where it cannot be saved as it is. */
gboolean rg_customer_details_check (const RgCustomerDetails *details, RgCustomerField *field,
                                    GError **error);

/* --- edits --- */

/* Makes the customer where details->id is 0. details is copied. *action_id is 0 where nothing was
 * different. *id (may be NULL): the customer. */
gboolean rg_store_save_customer_sync (RgStore *store, const RgCustomerDetails *details, gint64 *id,
                                      gint64 *action_id, GError **error);
void rg_store_save_customer_async (RgStore *store, const RgCustomerDetails *details,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* For all edits of this file. *id (may be NULL): the customer. */
gboolean rg_store_edit_customer_finish (RgStore *store, GAsyncResult *result, gint64 *id,
                                        gint64 *action_id, GError **error);

/* Adds or takes off a tag, which is made where there is none of the name. */
gboolean rg_store_tag_customer_sync (RgStore *store, gint64 id, const char *tag, gboolean add,
                                     gint64 *action_id, GError **error);
void rg_store_tag_customer_async (RgStore *store, gint64 id, const char *tag, gboolean add,
                                  GAsyncReadyCallback callback, gpointer user_data);

/* Inside a write. *tag is the tag of that name, which is made where `make` says so; 0 for none.
 * Refuses a name that no tag may have. */
gboolean rg_tag_find (RgDb *db, const char *name, gboolean make, gint64 *tag, GError **error);

/* RG_STORE_ERROR_CONFLICT for a person with purchases, permissions or letters: those are the shop's
 * books. Erasing is another thing. */
gboolean rg_store_delete_customer_sync (RgStore *store, gint64 id, gint64 *action_id,
                                        GError **error);
void rg_store_delete_customer_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                     gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCustomerDetails, rg_customer_details_free)

G_END_DECLS
