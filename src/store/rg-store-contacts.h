/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Contact points: each e-mail, phone and address by itself, of a person or of a home. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_CONTACT_EMAIL "email"
#define RG_CONTACT_PHONE "phone"
#define RG_CONTACT_ADDRESS "address"

/* Texts are never NULL. */
typedef struct
{
  gint64 id;         /* 0: not in the file yet */
  gint64 customer;   /* whose it is, or who lives in the home that it is of */
  gboolean of_home;
  char *kind;        /* one of the above */
  char *value;       /* the e-mail or phone as written; an address's street, in lines */
  char *postcode;
  char *city;
  char *region;
  char *country;
  gboolean preferred; /* before the others of its kind */
  int quiet_from;     /* minutes of the day in which nobody is to call or write; -1: none */
  int quiet_until;
  RgDay bounced_on; /* read only: the day on which mail to it came back; RG_DAY_NONE: it did not */
} RgContact;

RgContact *rg_contact_new (const char *kind);
RgContact *rg_contact_copy (const RgContact *contact);
void rg_contact_free (RgContact *contact);
gboolean rg_contact_is_empty (const RgContact *contact);
/* Pure. FALSE with RG_STORE_ERROR_INVALID where it cannot be saved as it is. */
gboolean rg_contact_check (const RgContact *contact, GError **error);
/* Whether nobody is to call or write at this minute of the day; midnight may lie between. */
gboolean rg_contact_is_quiet (const RgContact *contact, int minute);

/* "Not between 21:00 and 08:00"; NULL where there are no quiet hours. Owned by the caller. */
char *rg_contact_dup_quiet (const RgContact *contact);

/* What look-ups compare: a folded e-mail, a phone's number of E.164 (base/rg-phone.h), "" for an
 * address. country: the shop's. Owned by the caller. */
char *rg_contact_dup_key (const char *kind, const char *value, const char *country);

/* Pure, as rg_contact_check(): of one text, for whoever has no contact point at hand. */
gboolean rg_contact_check_text (const char *kind, const char *text, GError **error);

/* RgContact: a person's own, then those of the home; of each kind the preferred one first. */
GPtrArray *rg_contacts_read (RgDb *db, gint64 customer, GError **error);

/* Makes it, changes it, or takes it away where it is empty; one action. `customer` and `of_home`
 * say whose it is from now on; somebody without a home keeps it. Where it is the preferred one, the
 * others of its kind and owner are no longer. *action_id is 0 where nothing was different. */
gboolean rg_store_save_contact_sync (RgStore *store, const RgContact *contact, gint64 *action_id,
                                     GError **error);
/* Finish with rg_store_write_finish(). */
void rg_store_save_contact_async (RgStore *store, const RgContact *contact,
                                  GAsyncReadyCallback callback, gpointer user_data);

/* Before the log begins, when a file is opened: keys made for another country, or by other
 * rules, are made anew, in the history's images, too. */
gboolean rg_contacts_follow_country (RgDb *db, const char *country, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgContact, rg_contact_free)

G_END_DECLS
