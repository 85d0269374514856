/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Campaigns, and the frozen audience that alone is handed to a printer or a file.
 *
 * Whoever counts people does so on the dataset; here come their ids, and here permission and
 * address are read again, in the same transaction as what is done with them. */
#pragma once

#include "analysis/rg-dataset.h"
#include "rules/rg-audience.h"
#include "rules/rg-offer.h"
#include "rules/rg-template.h"
#include "store/rg-store-versions.h"

G_BEGIN_DECLS

/* How long people have to come back, in days after it went out, that day included. */
#define RG_CAMPAIGN_DAYS 21

/* Why the shop's own people stand in a fixed list. */
#define RG_SEED_REASON "seed"

typedef struct {
  gint64 id; /* 0 for a new one */
  guint8 uuid[RG_UUID_SIZE];
  char *name;
  RgChannel channel;
  gint64 segment; /* id, or 0 */
  char *segment_name; /* read only; "" for none */
  char *segment_text; /* the segment's own while the audience is live; else as it was */
  char *subject;
  char *message; /* with stable field names */
  char *closing;
  char *signature;
  gint64 cost_minor;       /* of the whole */
  gint64 piece_cost_minor; /* of one letter */
  gint64 staff_minutes;    /* of work that it took */
  gint64 budget_minor;     /* what it may cost; -1: nobody said */
  guint holdout;           /* share left without it, in thousandths */
  RgStratum stratum;       /* of what versions and comparison group get equal parts */
  char *counter;           /* what is said when somebody of the list is looked up; "" for nothing */
  int priority;            /* 1 goes first, 0, -1 can wait */
  RgBest best_by;
  gboolean as_preferred;   /* whoever prefers another channel is left out */
  guint best_n;            /* only so many, by best_by */
  RgOffer offer;           /* frozen with the list */
  GPtrArray *versions;     /* RgCampaignVersion; empty: one message. The first is the message */
  RgDay created_on;
  gint64 fixed_at; /* 0 while the audience is live */
  RgDay planned_on; /* when it is to go out; RG_DAY_NONE: nobody said */
  RgDay sent_on;   /* first day that counts; RG_DAY_NONE before anything went out */
  RgDay ends_on;   /* last day that counts */

  /* Read only, of the fixed list; all 0 before. */
  gint64 n_included;
  gint64 n_held_out;
  gint64 n_left_out;
  gint64 n_dropped; /* withdrew after the list was fixed */
  gint64 n_seeds;   /* the shop's own people, who are in none of the above */
  gint64 n_outputs; /* times that it was printed, saved or exported */

  /* Not in the file: whom more important campaigns want too, once for each (gint64), where somebody
   * has looked (rg-campaign-rivals.h); else NULL. */
  GArray *wanted;
  /* Not in the file: what people's products and the parts of a message for some of them
   * are read from; NULL while the sales are being read. */
  RgDataset *dataset;
} RgCampaign;

RgCampaign *rg_campaign_new (void);
RgCampaign *rg_campaign_copy (const RgCampaign *campaign);
void rg_campaign_free (RgCampaign *campaign);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCampaign, rg_campaign_free)

/* What the whole costs: the fixed part and one letter for each of n people. */
gint64 rg_campaign_get_cost (const RgCampaign *campaign, gint64 n);

/* So many parts of a message for some people alone are counted. */
#define RG_PARTS_MOST 32

/* One person as a campaign sees them. */
typedef struct {
  gint64 customer;
  RgSeat seat;
  gboolean seed; /* of the shop's own people: included, and counted nowhere */
  guint version; /* 1 …; 0 where there is one only, and for who is not written to */
  guint missing; /* fields of the message that stay empty, 1 << RgField */
  guint fallen;  /* fields for which the fallback stands there */
  guint sees;    /* parts that only some people see: 1 << n in the order of subject and message;
                  * of a fixed list nobody knows */
  gboolean tailored; /* the message names what they looked at, which they allow */
  char *name;
  char *contact; /* address in lines, e-mail or phone; "" for none */
  char *subject; /* merged */
  char *body;
  RgDay bounced_on; /* of a plan: when mail to the contact came back; RG_DAY_NONE: it did not */
  char *coupon; /* its code, where the message has one; else NULL */
  char *given;  /* of a fixed list alone; "" where nobody knows; else NULL */
  char *family;
} RgCampaignPerson;

RgCampaignPerson *rg_campaign_person_copy (const RgCampaignPerson *person);
void rg_campaign_person_free (RgCampaignPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCampaignPerson, rg_campaign_person_free)

/* What a check finds in a plan. */
typedef struct {
  gint64 n_included;
  gint64 n_held_out;
  gint64 n_left_out;
  gint64 n_seeds; /* who get it and are none of those included */
  gint64 versions[RG_VERSIONS_MOST]; /* of those included, where there are several */
  gint64 left_out[RG_N_LEFT_OUT];
  gint64 missing[RG_N_FIELDS]; /* of those included: people for whom a field stays empty */
} RgCampaignCheck;

/* `people` are RgCampaignPerson. */
void rg_campaign_check (GPtrArray *people, RgCampaignCheck *check);

/* What is wrong in its subjects and messages, those of all versions; an empty further version
 * counts as one. own_fields: the shop's, or NULL. */
guint rg_campaign_count_problems (const RgCampaign *campaign, char *const *own_fields);
/* Whether there is a message, and nothing wrong with any. */
gboolean rg_campaign_is_written (const RgCampaign *campaign, char *const *own_fields);

/* The ids of a segment's members, by position in the dataset; NULL with the error of
 * rg_segment_parse() for a text that cannot be read. Any thread. */
GArray *rg_campaign_find_people (const RgDataset *dataset, const RgShop *shop, const char *text,
                                 GError **error);

/* --- Reading -------------------------------------------------------------------------------- */

/* RG_STORE_ERROR_NOT_FOUND where there is none. */
RgCampaign *rg_campaign_read (RgDb *db, gint64 id, GError **error);
/* RgCampaign, the newest first. */
GPtrArray *rg_campaigns_read (RgDb *db, GError **error);
/* The id for what people write: an id, a uuid or an exact name; 0 with an error for none. */
gint64 rg_campaign_find (RgDb *db, const char *text, GError **error);

/* A saved segment that a campaign can begin with. */
typedef struct {
  gint64 id;
  char *name;
  char *text;
} RgCampaignSegment;

void rg_campaign_segment_free (RgCampaignSegment *segment);
/* RgCampaignSegment, by name. */
GPtrArray *rg_campaign_read_segments (RgDb *db, GError **error);

/* What would become of these people if the list were fixed now: RgCampaignPerson in the order of
 * `customers`, with merged texts. Merged customers count as who they became. */
GPtrArray *rg_campaign_plan (RgDb *db, const RgShop *shop, const RgCampaign *campaign,
                             const gint64 *customers, gsize n_customers, RgDay today,
                             GError **error);
/* The same with a coupon drawn for everybody, whose message has one: for the fixed list. */
GPtrArray *rg_campaign_plan_for_good (RgDb *db, const RgShop *shop, const RgCampaign *campaign,
                                      const gint64 *customers, gsize n_customers, RgDay today,
                                      GError **error);
/* The ids of a fixed list in one state ("included", "held-out", "left-out", "dropped"), and of the
 * reason, where it is not RG_LEFT_OUT_NOT; by name. The included ones are all who get something:
 * the shop's own people, too. */
GArray *rg_campaign_read_members (RgDb *db, gint64 id, const char *state, RgLeftOut reason,
                                  GError **error);
/* The same without the shop's own people: whoever counts. */
GArray *rg_campaign_read_counted (RgDb *db, gint64 id, const char *state, GError **error);
/* Counts of those left out of a fixed list, RG_N_LEFT_OUT of them, the dropped ones included. */
gboolean rg_campaign_count_left_out (RgDb *db, gint64 id, gint64 counts[RG_N_LEFT_OUT],
                                     GError **error);
/* The frozen texts of one member. */
RgCampaignPerson *rg_campaign_read_person (RgDb *db, gint64 id, gint64 customer, GError **error);

/* --- Inside a write ------------------------------------------------------------------------- */

/* Makes or saves it; campaign->id and ->uuid are set for a new one. Once the list is fixed only
 * name, costs and the last day can change. */
gboolean rg_campaign_save (RgWrite *write, RgCampaign *campaign, GError **error);
gboolean rg_campaign_delete (RgWrite *write, gint64 id, GError **error);
/* Leaves a person out of a live campaign by hand, or lets them in again. */
gboolean rg_campaign_exclude (RgWrite *write, gint64 id, gint64 customer, gboolean exclude,
                              GError **error);
/* Fix the List. Refuses a message with problems, a list that is fixed already, and an audience of
 * nobody. `text` is the segment's text that `customers` came from; wanted and dataset: as in
 * RgCampaign. */
gboolean rg_campaign_fix (RgWrite *write, gint64 id, const char *text, const gint64 *customers,
                          gsize n_customers, GArray *wanted, const RgDataset *dataset,
                          GError **error);
/* Drops from the fixed list whoever may not be written to any more; call before each output.
 * RG_STORE_ERROR_INVALID where the list is not fixed. */
gboolean rg_campaign_drop_withdrawn (RgWrite *write, gint64 id, gint64 *n_dropped, GError **error);
/* Notes that it went out: kind is "print", "pdf" or "export". The first one sets the days that
 * count: from today, three weeks. */
gboolean rg_campaign_note_output (RgWrite *write, gint64 id, const char *kind, gint64 pieces,
                                  GError **error);

G_END_DECLS
