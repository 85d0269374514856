/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The column-wise copy of the shop that all counting reads.
 *
 * A dataset is one generation: immutable, reference counted (thread-safe), made of plain C
 * arrays. Whoever counts holds a reference, so a count never changes under their feet. Two
 * generations share everything that did not change between them.
 *
 * Customers have a position 0 <= p < n_customers, the same in every bit set; positions stay the
 * same until rg_dataset_fold(). A customer that was merged keeps its position, and its receipts
 * keep pointing at it, but it is not `live`: rg_dataset_resolve() leads to the one it became
 * part of. A removed customer keeps an empty, dead position.
 *
 * Receipts live in two blocks, `sales[0]` (base) and `sales[1]` (what came since), each in time
 * order (day, second, id). Receipts of the base that were undone, changed or erased since are
 * marked in `dead`. Use RgReceiptIter unless a tight loop is worth doing it by hand.
 *
 * Money is in minor units of the shop's currency, quantities in thousandths, days are RgDay.
 * Net sales are the lines of kind sale and return. A visit is a receipt with at least one sale
 * line. */
#pragma once

#include "analysis/rg-bitset.h"
#include "analysis/rg-day-column.h"
#include "analysis/rg-id-column.h"
#include "base/rg-date.h"
#include "base/rg-kinds.h"
#include "base/rg-own-kind.h"

G_BEGIN_DECLS

#define RG_NOBODY G_MAXUINT32  /* a receipt without a customer; a position that does not exist */
#define RG_NOTHING G_MAXUINT32 /* an index into a dictionary: none */
#define RG_N_ENTRIES 2 /* ledgers of people: analysis/rg-entries.h */
#define RG_NO_LOCATION G_MAXUINT16
#define RG_AMOUNT_ESCAPED G_MININT32
#define RG_QUANTITY_ESCAPED G_MININT16
#define RG_PIECES_ESCAPED G_MAXUINT8 /* very many, or no whole number */
/* Where a product is on a receipt: on which line, whether that is one piece, and whether that
 * brought as much as the last one piece that was sold before. */
#define RG_LINE_BITS 5
#define RG_LINE_ESCAPED 7   /* on more than one line, or far down */
#define RG_LINE_ONE_PIECE 8
#define RG_LINE_AS_BEFORE 16

/* Flags of one customer. */
enum {
  RG_HAS_NAME = 1 << 0,
  RG_HAS_EMAIL = 1 << 1,
  RG_HAS_PHONE = 1 << 2,
  RG_HAS_ADDRESS = 1 << 3,
};

/* Amounts that do not fit into 32 bits, by index. */
typedef struct {
  guint n;
  const guint32 *index; /* ascending */
  const gint64 *amount;
} RgEscapes;

/* A place in the list of a product, behind so many of its receipts. */
typedef struct {
  guint32 receipt; /* the one before it */
  guint32 at;      /* into by_product */
} RgProductSkip;

#define RG_PRODUCT_SKIP 64

/* One block of receipts and their lines. */
typedef struct {
  guint n_receipts;
  guint n_lines;

  gint64 least_id;
  const guint32 *short_id;   /* less the least one; NULL where that does not fit */
  const gint64 *wide_id;     /* then; rg_sales_id() */
  const guint32 *customer;   /* position it came under, unresolved, or RG_NOBODY */
  const RgDay *day;          /* ascending */
  const gint32 *second;      /* of the day, or RG_TIME_NONE */
  const guint16 *location;   /* index into locations, or RG_NO_LOCATION */
  const gint32 *short_net;   /* net sales, or RG_AMOUNT_ESCAPED; rg_sales_net() */
  const gint32 *short_margin; /* net sales less the cost, of the lines whose cost is known, or
                              * RG_AMOUNT_ESCAPED; rg_sales_margin() */
  const guint32 *first_line; /* n_receipts + 1 entries */
  const RgBitset *visit;     /* receipts with a sale line */
  const guint8 *few_pieces;  /* that were sold, or RG_PIECES_ESCAPED; rg_sales_pieces() */

  const guint32 *goods;       /* what, and how: rg_sales_product(), rg_sales_kind() */
  const gint16 *short_quantity; /* or RG_QUANTITY_ESCAPED; NULL where that is too often so */
  const gint32 *wide_quantity;  /* then; or RG_AMOUNT_ESCAPED; rg_sales_quantity() */
  const gint32 *line_net;     /* or RG_AMOUNT_ESCAPED; rg_sales_line_net() */

  /* The receipts of the customer at position p (unresolved), in time order, are
   * by_customer[customer_start[p]] .. by_customer[customer_start[p + 1] - 1]. */
  guint n_customers;
  const guint32 *customer_start;
  const guint32 *by_customer;

  /* The receipts of customers in which the product was sold (a sale line of more than nothing),
   * each once, in time order; k < n_products. rg_sales_next_of_product() walks over them. */
  guint n_products;
  const guint32 *product_start; /* into by_product: the bytes of k end where those of k + 1 begin */
  const guint8 *by_product;     /* the way from one receipt to the next, and where on it, seven bits
                                 * a byte */
  const guint32 *skip_start;    /* into skips: those of k end where those of k + 1 begin */
  const RgProductSkip *skips;   /* one for each RG_PRODUCT_SKIP receipts; rg_sales_seek_product() */

  /* The lines that are not a sale of more than nothing, ascending. */
  guint n_odd;
  const guint32 *odd;
  const guint32 *odd_product;  /* of each */
  const guint32 *odd_receipt;

  RgEscapes escaped_quantity;
  RgEscapes escaped_line_net;
  RgEscapes escaped_net, escaped_margin;
} RgSales;

/* A dictionary: what an index means. Index order is not alphabetical. */
typedef struct {
  guint n;
  const gint64 *id;           /* the row's id; 0 where the words themselves are the key (cities) */
  const char *const *name;    /* as written; never NULL */
  const char *const *folded;  /* rg_fold (name) */
  const guint32 *hash;        /* g_str_hash (folded) */
} RgNames;

typedef struct {
  RgNames names;
  const char *const *code;         /* the till's code; may be "" */
  const char *const *folded_code;
  const guint32 *code_hash;        /* g_str_hash (folded_code) */
  const guint32 *category;         /* index into categories, or RG_NOTHING */
  const guint32 *brand;            /* index into brands, or RG_NOTHING */
  const guint32 *supplier;         /* index into suppliers, or RG_NOTHING */
  const guint16 *warranty;         /* months from the day of sale; 0: not known */
  const guint16 *lifetime;         /* days from the day of sale; 0: not known */
} RgProducts;

/* Sums over everything known of one customer, under the resolved position; all 0 or RG_DAY_NONE
 * elsewhere. */
typedef struct {
  const guint32 *visits;
  const RgDay *first_day; /* of the visits */
  const RgDay *last_day;
  const gint64 *spend;    /* net sales */
  gint64 all_net_sales;   /* of all receipts, with a customer or without */
  guint n_visits;
} RgFacts;

/* Values in the order of ids, 0: nothing there, else so much more than `least`
 * (analysis/rg-own-codes.h). */
typedef struct {
  guint n;         /* ids; 0: there are no codes */
  gint64 first;    /* the id of the first one */
  gint64 least;    /* what 1 stands for */
  guint greatest;  /* code */
  guint8 *byte;    /* one of the two */
  guint16 *wide;
} RgOwnCodes;

/* One of the shop's own fields (analysis/rg-own-column.h). Customers are ids, ascending and not
 * resolved; where several were chosen, each is an entry. A person has what they have themselves, or
 * else what the first of those has who were merged into them. */
typedef struct {
  gint64 id;
  RgOwnKind kind;
  const char *name;
  guint n;
  const gint64 *customer;
  const gint64 *value; /* as in the file; of texts and choices the index into names */
  RgOwnCodes codes;    /* the same once more, where that is short */
  RgNames names;
} RgOwnColumn;

typedef struct {
  guint64 generation;

  guint n_customers; /* positions, dead ones included */
  guint n_live;
  const RgBitset *live;        /* exists and is not merged into another */
  const RgBitset *permission[RG_CHANNELS][2]; /* [channel][0] says yes, [1] says no */

  const RgSales *sales[2];
  const RgBitset *dead; /* receipts of sales[0] that count no more; NULL: none */

  RgNames countries, cities, postcodes, categories, locations, tags;
  const char *const *location_address; /* in lines; "" where nobody said */
  const guint8 *location_online;  /* whether it is a web shop */
  RgNames brands, suppliers;      /* as products have them: equal words are one */
  RgNames segments;               /* saved ones */
  const char *const *segment_text; /* their rules: rules/rg-segment.h */
  guint n_known;                  /* what every shop may know of a person: "occupation", … */
  const RgOwnColumn *const *known;
  guint n_hands;                  /* segments for which somebody chose people by hand */
  const RgOwnColumn *const *hands; /* texts: "1" or "0" (left out), then the reason */
  const RgOwnColumn *activity;     /* what people did in the web shop, analysis/rg-activity.h; NULL:
                                    * nothing */
  const struct _RgEntries *entries[RG_N_ENTRIES]; /* NULL: nothing */
  RgDay activity_until;            /* what is of a later day has not happened yet, there too */
  const struct _RgPoints *points;  /* where postcodes lie, analysis/rg-spots.h; NULL: not known */
  const RgBitset *const *tag_members; /* tags.n sets */
  RgProducts products;
  const RgFacts *facts;           /* NULL before somebody asks: rg_dataset_facts() */
  guint n_own;                    /* the shop's own fields, in their order */
  const RgOwnColumn *const *own;

  RgDay first_day;     /* of all receipts; RG_DAY_NONE where there are none */
  RgDay last_day;
} RgDataset;

RgDataset *rg_dataset_ref (const RgDataset *dataset);
void rg_dataset_unref (RgDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDataset, rg_dataset_unref)

/* Counts the facts of a past day when they are asked for first. Any thread. */
const RgFacts *rg_dataset_count_facts (const RgDataset *dataset);

static inline const RgFacts *
rg_dataset_facts (const RgDataset *dataset)
{
  const RgFacts *facts = __atomic_load_n (&dataset->facts, __ATOMIC_ACQUIRE);

  return G_LIKELY (facts != NULL) ? facts : rg_dataset_count_facts (dataset);
}

/* --- customers ---------------------------------------------------------------------------- */

/* The position of a customer's id (not resolved), or RG_NOBODY. */
guint rg_dataset_find_customer (const RgDataset *dataset, gint64 id);
/* Positions by id below *n, RG_NOTHING where there is none; NULL where ids are too far apart for
 * a table. For passes over many ids. */
const guint32 *rg_dataset_positions (const RgDataset *dataset, guint *n);
/* The position of the living customer that this one is part of; RG_NOBODY for a removed one. */
guint rg_dataset_resolve (const RgDataset *dataset, guint position);
/* Whether anybody was merged into another. */
gboolean rg_dataset_has_merged (const RgDataset *dataset);
/* The positions merged into this living one, itself first. Free with g_free(). */
guint32 *rg_dataset_merged (const RgDataset *dataset, guint position, guint *n);

/* Customer columns lie in chunks of RG_CHUNK_SIZE positions that generations share. */
#define RG_CHUNK_BITS 12
#define RG_CHUNK_SIZE (1u << RG_CHUNK_BITS)
G_STATIC_ASSERT (RG_CHUNK_SIZE == RG_DAY_COLUMN_SIZE);
G_STATIC_ASSERT (RG_CHUNK_SIZE == RG_ID_COLUMN_SIZE);

typedef struct {
  guint n;                /* positions in use */
  gatomicrefcount refs;   /* generations that have it */
  struct _RgChunkBlock *block; /* what its columns lie in */
  RgIdColumn id;
  RgDayColumn born;
  RgDayColumn joined;
  RgDayColumn permission_since[RG_CHANNELS]; /* where there is a yes or a no */
  RgIdColumn household;           /* a row's id; 0: none */
  guint32 *city;          /* index into cities, or RG_NOTHING */
  guint32 *country;       /* index into countries, or RG_NOTHING */
  guint32 *postcode;      /* index into postcodes, or RG_NOTHING */
  guint16 *birthday;      /* month * 32 + day of the month; 0: not known */
  guint8 *flags;          /* RG_HAS_… */
  /* For the search: the folded names, each with a new line behind it, and behind all of them what
   * else people are found by, likewise. */
  guint32 *name_start;    /* into text; one more than positions */
  guint32 *other_start;
  char *text;
  char *own_text;         /* the same where it does not lie in the block, or NULL */
} RgCustomerChunk;

guint rg_dataset_n_chunks (const RgDataset *dataset);
const RgCustomerChunk *rg_dataset_chunk (const RgDataset *dataset, guint chunk);

#define RG_CUSTOMER_COLUMN(dataset, position, column) \
  (rg_dataset_chunk ((dataset), (position) >> RG_CHUNK_BITS) \
     ->column[(position) & (RG_CHUNK_SIZE - 1)])

static inline RgDay
rg_dataset_born (const RgDataset *dataset, guint position)
{
  return rg_day_column_get (&rg_dataset_chunk (dataset, position >> RG_CHUNK_BITS)->born,
                            position & (RG_CHUNK_SIZE - 1));
}

static inline gint64
rg_dataset_household (const RgDataset *dataset, guint position)
{
  return rg_id_column_get (&rg_dataset_chunk (dataset, position >> RG_CHUNK_BITS)->household,
                           position & (RG_CHUNK_SIZE - 1));
}

static inline RgDay
rg_dataset_joined (const RgDataset *dataset, guint position)
{
  return rg_day_column_get (&rg_dataset_chunk (dataset, position >> RG_CHUNK_BITS)->joined,
                            position & (RG_CHUNK_SIZE - 1));
}

static inline gint64
rg_dataset_customer_id (const RgDataset *dataset, guint position)
{
  return rg_id_column_get (&rg_dataset_chunk (dataset, position >> RG_CHUNK_BITS)->id,
                           position & (RG_CHUNK_SIZE - 1));
}

RgPermission rg_dataset_permission (const RgDataset *dataset, guint position, RgChannel channel);

/* The living customers in whose name, city, e-mail or other search text every word of `words`
 * occurs; any script, case and accents do not matter. NULL or "" finds everybody. */
RgBitset *rg_dataset_search (const RgDataset *dataset, const char *words);
/* The same in the name alone, the whole text as one piece. */
RgBitset *rg_dataset_search_name (const RgDataset *dataset, const char *text);

/* The own field whose name folds to the same text as `name`, or NULL. */
const RgOwnColumn *rg_dataset_find_own (const RgDataset *dataset, const char *name);

/* The same of what every shop may know. */
const RgOwnColumn *rg_dataset_find_known (const RgDataset *dataset, const char *name);
/* Whether any location is one. */
gboolean rg_dataset_has_web_shop (const RgDataset *dataset);

/* Index of the name that folds to the same text as `name`, or RG_NOTHING. */
guint rg_names_find (const RgNames *names, const char *name);
guint rg_names_find_id (const RgNames *names, gint64 id);

/* --- receipts ----------------------------------------------------------------------------- */

gint64 rg_escapes_get (const RgEscapes *escapes, guint index);

static inline gint64
rg_sales_id (const RgSales *sales, guint receipt)
{
  return sales->short_id != NULL ? sales->least_id + sales->short_id[receipt]
                                 : sales->wide_id[receipt];
}

static inline gint64
rg_sales_net (const RgSales *sales, guint receipt)
{
  gint32 net = sales->short_net[receipt];
  return G_LIKELY (net != RG_AMOUNT_ESCAPED) ? net : rg_escapes_get (&sales->escaped_net, receipt);
}

static inline gint64
rg_sales_margin (const RgSales *sales, guint receipt)
{
  gint32 margin = sales->short_margin[receipt];
  return G_LIKELY (margin != RG_AMOUNT_ESCAPED)
           ? margin : rg_escapes_get (&sales->escaped_margin, receipt);
}

/* Of a line, in one number: the product, and above these bits the kind. A sale of something known
 * is the index of its product alone. */
#define RG_GOODS_BITS 27
#define RG_GOODS_UNKNOWN ((1u << RG_GOODS_BITS) - 1)

/* Index into products, or RG_NOTHING. */
static inline guint
rg_sales_product (const RgSales *sales, guint line)
{
  const guint product = sales->goods[line] & RG_GOODS_UNKNOWN;
  return product != RG_GOODS_UNKNOWN ? product : RG_NOTHING;
}

static inline RgLineKind
rg_sales_kind (const RgSales *sales, guint line)
{
  return (RgLineKind) (sales->goods[line] >> RG_GOODS_BITS);
}

static inline gint64
rg_sales_line_net (const RgSales *sales, guint line)
{
  gint32 net = sales->line_net[line];
  return G_LIKELY (net != RG_AMOUNT_ESCAPED) ? net
                                             : rg_escapes_get (&sales->escaped_line_net, line);
}

static inline gint64
rg_sales_quantity (const RgSales *sales, guint line)
{
  if (G_LIKELY (sales->short_quantity != NULL &&
                sales->short_quantity[line] != RG_QUANTITY_ESCAPED))
    return sales->short_quantity[line];
  if (sales->short_quantity == NULL && sales->wide_quantity[line] != RG_AMOUNT_ESCAPED)
    return sales->wide_quantity[line];
  return rg_escapes_get (&sales->escaped_quantity, line);
}

/* A sale of more than nothing. */
static inline gboolean
rg_sales_line_is_sold (const RgSales *sales, guint line)
{
  return rg_sales_product (sales, line) != RG_NOTHING &&
         rg_sales_kind (sales, line) == RG_LINE_SALE && rg_sales_quantity (sales, line) > 0;
}

static inline void
rg_sales_prefetch_quantity (const RgSales *sales, guint line)
{
  if (G_LIKELY (sales->short_quantity != NULL))
    __builtin_prefetch (sales->short_quantity + line);
  else
    __builtin_prefetch (sales->wide_quantity + line);
}

/* The pieces of the lines of sale, in thousandths, one line after the other. */
gint64 rg_sales_count_pieces (const RgSales *sales, guint receipt);

static inline gint64
rg_sales_pieces (const RgSales *sales, guint receipt)
{
  const guint8 pieces = sales->few_pieces[receipt];
  return G_LIKELY (pieces != RG_PIECES_ESCAPED) ? pieces * 1000
                                                : rg_sales_count_pieces (sales, receipt);
}

/* The next receipt of a product, after `receipt` (0 to begin with). at: where to read in
 * by_product, moved on. where: on which line of the receipt alone it was sold, from 0, with
 * RG_LINE_ONE_PIECE and RG_LINE_AS_BEFORE; or RG_LINE_ESCAPED. */
static inline guint
rg_sales_next_of_product (const RgSales *sales, guint32 *at, guint receipt, guint *where)
{
  guint64 step = 0;
  guint8 byte;

  for (guint shift = 0;; shift += 7)
    {
      byte = sales->by_product[(*at)++];
      step |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        break;
    }
  *where = step & ((1u << RG_LINE_BITS) - 1);
  return receipt + (guint) (step >> RG_LINE_BITS);
}

/* Where a walk over the receipts of a product may begin that wants those from `first` on, not far
 * before them: by_product in *at, and the receipt to start with. What a piece brought is told anew
 * from there on. */
guint rg_sales_seek_product (const RgSales *sales, guint product, guint first, guint32 *at);

/* The first receipt of the block on `day` or later. */
guint rg_sales_find_day (const RgSales *sales, RgDay day);

static inline gboolean
rg_dataset_receipt_counts (const RgDataset *dataset, const RgSales *sales, guint receipt)
{
  return dataset->dead == NULL || sales != dataset->sales[0] ||
         !rg_bitset_get (dataset->dead, receipt);
}

/* All receipts from one day to another, both included: the base in time order, then the newer
 * ones in time order.
 *
 *   RgReceiptIter iter;
 *   rg_receipt_iter_init (&iter, dataset, from, to);   // G_MININT32, G_MAXINT32: all
 *   while (rg_receipt_iter_next (&iter))
 *     total += rg_sales_net (iter.sales, iter.receipt);
 * */
typedef struct {
  const RgDataset *dataset;
  const RgSales *sales;
  guint receipt;
  guint end;
  guint block;
  RgDay from, to;
} RgReceiptIter;

void rg_receipt_iter_init (RgReceiptIter *iter, const RgDataset *dataset, RgDay from, RgDay to);
gboolean rg_receipt_iter_next_block (RgReceiptIter *iter);

static inline gboolean
rg_receipt_iter_next (RgReceiptIter *iter)
{
  for (;;)
    {
      iter->receipt++;
      if (G_UNLIKELY (iter->receipt >= iter->end))
        return rg_receipt_iter_next_block (iter);
      if (rg_dataset_receipt_counts (iter->dataset, iter->sales, iter->receipt))
        return TRUE;
    }
}

/* The position of the living customer of a receipt, or RG_NOBODY. */
static inline guint
rg_dataset_receipt_customer (const RgDataset *dataset, const RgSales *sales, guint receipt)
{
  guint position = sales->customer[receipt];
  return position == RG_NOBODY || rg_bitset_get (dataset->live, position)
           ? position : rg_dataset_resolve (dataset, position);
}

/* One receipt, wherever it lies. */
typedef struct {
  const RgSales *sales;
  guint receipt;
} RgReceiptRef;

/* The receipts of a living customer, merged ones' included, in time order; free with g_free(). */
RgReceiptRef *rg_dataset_customer_receipts (const RgDataset *dataset, guint position, guint *n);

/* Sums by unresolved position that were gathered in a tight loop are moved to the living
 * customer: values[n_customers] of merged ones are added to their resolved one's and set to 0. */
void rg_dataset_fold_sums (const RgDataset *dataset, gint64 *values);
void rg_dataset_fold_counts (const RgDataset *dataset, guint32 *values);
/* The same of signed ones; FALSE: a sum does not fit, and they are worth nothing. */
gboolean rg_dataset_fold_short (const RgDataset *dataset, gint32 *values);
gboolean rg_dataset_fold_tiny (const RgDataset *dataset, gint8 *values);
/* The same of two sums of each, one behind the other. */
void rg_dataset_fold_pairs (const RgDataset *dataset, gint64 *values);

/* Whether there is such a customer now (merged ones included). */
gboolean rg_dataset_customer_exists (const RgDataset *dataset, guint position);

/* Membership of merged customers passes to the living ones; only living ones remain. */
void rg_dataset_fold_members (const RgDataset *dataset, RgBitset *members);

/* --- making one --------------------------------------------------------------------------- */

typedef struct {
  gint64 id;
  gint64 merged_into;    /* 0: a customer of its own */
  const char *name;      /* NULL or "": has none */
  const char *search;    /* other text to be found by (e-mail, phone digits, number), or NULL */
  const char *country;   /* as written; NULL or "": not known */
  const char *city;
  const char *postcode;
  RgDay born;            /* RG_DAY_NONE: not known */
  int birth_month;       /* with birth_mday where the year is not known; else 0 */
  int birth_mday;
  RgDay joined;
  guint flags;           /* RG_HAS_EMAIL, …; RG_HAS_NAME is set from the name */
  gint64 household;      /* a row's id, or 0 */
  RgPermission permission[RG_CHANNELS];
  RgDay permission_since[RG_CHANNELS]; /* where that is not unknown */
} RgCustomerRow;

typedef struct {
  gint64 id;
  gint64 customer; /* id, or 0 */
  RgDay day;
  gint32 second;
  gint64 location; /* id, or 0 */
} RgReceiptRow;

typedef struct {
  gint64 product; /* id, or 0 */
  gint64 quantity_milli;
  gint64 net_minor;
  RgLineKind kind;
  gboolean has_cost;
  gint64 cost_minor; /* where it is known */
} RgLineRow;

typedef struct _RgDatasetBuilder RgDatasetBuilder;

/* base NULL: a first generation. Else the new generation shares with `base` all that is not put
 * or dropped. Dictionary rows come before what names them; else any order. A row put twice
 * counts as the last one said. */
RgDatasetBuilder *rg_dataset_builder_new (const RgDataset *base, guint64 generation);
void rg_dataset_builder_free (RgDatasetBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDatasetBuilder, rg_dataset_builder_free)

void rg_dataset_builder_put_category (RgDatasetBuilder *builder, gint64 id, const char *name);
void rg_dataset_builder_put_location (RgDatasetBuilder *builder, gint64 id, const char *name);
/* In lines. After it was put, which takes what was known away. */
void rg_dataset_builder_set_location_address (RgDatasetBuilder *builder, gint64 id,
                                              const char *address);
/* It is a web shop. After it was put, as well. */
void rg_dataset_builder_set_location_online (RgDatasetBuilder *builder, gint64 id);
void rg_dataset_builder_put_product (RgDatasetBuilder *builder, gint64 id, const char *code,
                                     const char *name, gint64 category);
/* What makes the product, and who brings it; "" and NULL: not known. After it was put. */
void rg_dataset_builder_set_origin (RgDatasetBuilder *builder, gint64 product, const char *brand,
                                    const char *supplier);
/* How long it lasts, in months and in days; 0: not known. After it was put. */
void rg_dataset_builder_set_lasting (RgDatasetBuilder *builder, gint64 product, int warranty,
                                     int lifetime);
void rg_dataset_builder_put_tag (RgDatasetBuilder *builder, gint64 id, const char *name);
void rg_dataset_builder_drop_tag (RgDatasetBuilder *builder, gint64 id);
/* Instead of those of base, all of them anew. */
void rg_dataset_builder_clear_segments (RgDatasetBuilder *builder);
void rg_dataset_builder_put_segment (RgDatasetBuilder *builder, gint64 id, const char *name,
                                     const char *text);

/* A new customer, or all about a known one anew: it loses its tags until set_tag() says them. */
void rg_dataset_builder_put_customer (RgDatasetBuilder *builder, const RgCustomerRow *row);
/* Of a customer that was put, or is known. */
void rg_dataset_builder_set_permission (RgDatasetBuilder *builder, gint64 id,
                                        const RgPermission state[RG_CHANNELS],
                                        const RgDay since[RG_CHANNELS]);
void rg_dataset_builder_drop_customer (RgDatasetBuilder *builder, gint64 id);
/* A customer loses all tags until set_tag() says them. */
void rg_dataset_builder_forget_tags (RgDatasetBuilder *builder, gint64 id);
void rg_dataset_builder_set_tag (RgDatasetBuilder *builder, gint64 tag, gint64 customer,
                                 gboolean member);

/* A new receipt, or a known one anew with all its lines: put the receipt, then each line. Without a
 * base another thread may do so once all names were put, while customers are. */
void rg_dataset_builder_put_receipt (RgDatasetBuilder *builder, const RgReceiptRow *row);
void rg_dataset_builder_put_line (RgDatasetBuilder *builder, const RgLineRow *row);
void rg_dataset_builder_drop_receipt (RgDatasetBuilder *builder, gint64 id);

/* The dataset; the builder is empty afterwards and can only be freed. */
RgDataset *rg_dataset_builder_finish (RgDatasetBuilder *builder);

/* Own fields instead of those of base, before anybody else has the dataset; takes the list of
 * references. */
void rg_dataset_set_own (RgDataset *dataset, GPtrArray *columns);

/* The living customer at a position alone, at position 0, those merged into them behind: whatever
 * is counted of them and not beside others is the same there. */
RgDataset *rg_dataset_one (const RgDataset *dataset, guint position);

/* One base block, no dead receipts, no dead customers: the same answers from less memory.
 * Customers' positions change. Worth it when rg_dataset_wants_fold(). */
RgDataset *rg_dataset_fold (const RgDataset *dataset);
gboolean rg_dataset_wants_fold (const RgDataset *dataset);

/* Bytes of all arrays, those shared with other generations included. */
gsize rg_dataset_memory (const RgDataset *dataset);

G_END_DECLS
