/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of the dataset share: the parts that generations hold references to. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

/* Ids that follow each other as positions do. */
typedef struct {
  gint64 id;
  guint position;
  guint n;
} RgIdRun;

/* From ids to positions. A plain table while the ids are dense, a sorted list where they are
 * not. */
typedef struct {
  guint n;          /* entries of table, or pairs */
  guint32 *table;   /* by id, or NULL */
  gint64 *ids;      /* ascending, with positions beside them, where table is NULL */
  guint32 *positions;
  guint n_runs;     /* 0: so many that they do not help */
  RgIdRun *runs;    /* all there is, by position */
} RgIdMap;

RgIdMap *rg_id_map_new (const gint64 *ids, guint n);
RgIdMap *rg_id_map_ref (RgIdMap *map);
void rg_id_map_unref (RgIdMap *map);
guint rg_id_map_find (const RgIdMap *map, gint64 id);

/* A dictionary with its words, shared by generations. */
typedef struct {
  RgNames names;
  GStringChunk *words;
  GPtrArray *name, *folded, *code, *folded_code;
  GArray *id;       /* gint64 */
  GArray *category; /* guint32; products only, like the next two */
  GArray *brand, *supplier;
  GArray *warranty, *lifetime; /* guint16; products only */
  GArray *online;   /* guint8; locations only */
  GArray *hash, *code_hash; /* guint32, of the folded words; made when sealed */
  GHashTable *by_folded; /* folded -> index + 1; only where the words are the key */
  GHashTable *by_id;     /* id -> index + 1; where rows have one */
} RgDictionary;

RgDictionary *rg_dictionary_new (void);
RgDictionary *rg_dictionary_copy (const RgDictionary *dictionary);
RgDictionary *rg_dictionary_ref (RgDictionary *dictionary);
void rg_dictionary_unref (RgDictionary *dictionary);
/* Index of the entry with this id, added or renamed. */
guint rg_dictionary_put (RgDictionary *dictionary, gint64 id, const char *code, const char *name);
/* Index of the entry that folds to the same text, added where there is none. */
guint rg_dictionary_put_word (RgDictionary *dictionary, const char *name);
guint rg_dictionary_find_id (const RgDictionary *dictionary, gint64 id);
/* Points `names` at the arrays; after it the dictionary is only read. */
void rg_dictionary_seal (RgDictionary *dictionary);

/* A block of sales owns its arrays. */
RgSales *rg_sales_ref (const RgSales *sales);
void rg_sales_unref (RgSales *sales);
gsize rg_sales_memory (const RgSales *sales);

/* Rows on their way into a block: columns grow, then are put into time order. Customers are ids
 * until rg_sales_builder_finish() turns them into positions. */
typedef struct {
  GArray *id, *customer, *day, *second, *location, *first_line, *margin;
  GArray *product, *quantity, *line_net, *line_kind;
  GArray *escaped_quantity, *escaped_net; /* RgEscape, index = line as added */
} RgSalesBuilder;

typedef struct {
  guint32 index;
  gint64 amount;
} RgEscape;

RgSalesBuilder *rg_sales_builder_new (void);
void rg_sales_builder_free (RgSalesBuilder *builder);
void rg_sales_builder_receipt (RgSalesBuilder *builder, gint64 id, gint64 customer, RgDay day,
                               gint32 second, guint16 location);
void rg_sales_builder_line (RgSalesBuilder *builder, guint32 product, gint64 quantity,
                            gint64 net, RgLineKind kind);
/* Of the last receipt. */
void rg_sales_builder_margin (RgSalesBuilder *builder, gint64 margin);
/* A receipt of a dataset with its lines. */
void rg_sales_builder_copy (RgSalesBuilder *builder, const RgDataset *dataset,
                            const RgSales *sales, guint receipt);
/* Takes a receipt that was put back out. */
void rg_sales_builder_drop (RgSalesBuilder *builder, gint64 id);
/* Of its lines: where each product was sold. */
void rg_sales_index_products (RgSales *sales);
/* customers: ids to positions, of n_customers positions. Of receipts with the same id the last
 * one stays. Takes the columns. */
RgSales *rg_sales_builder_finish (RgSalesBuilder *builder, const RgIdMap *customers,
                                  guint n_customers);

typedef RgCustomerChunk RgChunk;
typedef struct _RgChunkBlock RgChunkBlock;
RgChunk *rg_chunk_new (void);
RgChunk *rg_chunk_ref (RgChunk *chunk);
void rg_chunk_unref (RgChunk *chunk);
RgChunk *rg_chunk_copy (const RgChunk *chunk);
gsize rg_chunk_memory (const RgChunk *chunk);
/* Puts chunks that nobody else has yet together, so that all of a column is read in one go. */
void rg_chunks_pack (GPtrArray *chunks);
/* Takes the texts of all its positions. */
void rg_chunk_set_text (RgChunk *chunk, char *text);
/* Position i of another chunk behind what there is; names and others: the texts of the chunk so
 * far, which rg_chunk_settle_texts() puts into it when it has all positions. */
void rg_chunk_take (RgChunk *chunk, GByteArray *names, GByteArray *others, const RgChunk *from,
                    guint i);
/* other_start counts from 0 on before. */
void rg_chunk_settle_texts (RgChunk *chunk, const GByteArray *names, const GByteArray *others);
/* What a search reads of a row, folded; the caller owns it. */
char *rg_chunk_make_text (const RgCustomerRow *row);
/* Birthday and first day of a row. */
void rg_chunk_set_days (RgChunk *chunk, guint i, const RgCustomerRow *row);
/* The id at a position, and the position of an id where n of them ascend, or RG_NOBODY. */
gint64 rg_chunks_id (const GPtrArray *chunks, guint position);
guint rg_chunks_find (const GPtrArray *chunks, guint n, gint64 id);
/* New texts for the positions where texts[i] is not NULL; RG_CHUNK_SIZE entries, each "name \t
 * other". */
void rg_chunk_set_texts (RgChunk *chunk, char *const *texts);

/* Facts in one allocation, shared where nothing changed. */
typedef struct {
  guint n;
  guint32 *visits;
  RgDay *first_day;
  RgDay *last_day;
  gint64 *spend;
} RgFactColumns;

RgFactColumns *rg_fact_columns_new (guint n);
RgFactColumns *rg_fact_columns_copy (const RgFactColumns *facts, guint n);
void rg_fact_columns_unref (RgFactColumns *facts);

/* One merged customer: where it is, and whose id it was merged into. */
typedef struct {
  guint32 position;
  gint64 into;       /* as the row says */
  guint32 target;    /* the living one it leads to, or RG_NOBODY */
} RgMerge;

typedef enum {
  COUNTRIES, CITIES, POSTCODES, CATEGORIES, LOCATIONS, TAGS, PRODUCTS, BRANDS, SUPPLIERS, SEGMENTS,
  N_DICTIONARIES
} RgDictionaryKind;

/* What stands behind an RgDataset; the public part comes first. */
typedef struct {
  RgDataset public;

  GPtrArray *chunks;     /* RgChunk */
  RgIdMap *customer_map;
  RgBitset *live;
  RgBitset *removed;     /* positions whose customer is gone; NULL: none */
  RgBitset *permission[RG_CHANNELS][2];
  RgBitset *dead;
  GArray *merges;        /* RgMerge, by position */
  guint32 *merged_order; /* indices into merges, by (target, position) */
  guint n_merged;        /* entries of merged_order that lead to another customer */
  RgDictionary *countries, *cities, *postcodes;
  RgDictionary *categories, *locations, *tags, *products;
  RgDictionary *brands, *suppliers;
  RgDictionary *segments; /* their texts are the codes */
  GPtrArray *tag_members; /* RgBitset */
  RgFactColumns *facts;   /* as rg_dataset_facts() has them, and no earlier */
  RgFacts counted;        /* what public.facts points at, once it does */
  RgDataset *past_of;     /* a past day whose facts nobody has asked for: what it was made from */
  RgDay past_day;
  GMutex counting;        /* held while they are counted */
  GPtrArray *own;         /* RgOwnColumn; NULL: none */
  GPtrArray *known;       /* RgOwnColumn; NULL: none */
  GPtrArray *hands;       /* RgOwnColumn; NULL: none */
  GPtrArray *activity;    /* RgOwnColumn, one; NULL: none */
  gpointer kept_points;   /* what the rules make of points, once somebody asks */
  GDestroyNotify free_points;
  struct _RgActs *acts;   /* the same by position, once somebody asks: rg_dataset_acts() */
  struct _RgSpots *spots; /* once somebody asks: rg_dataset_spots() */
} RgDatasetFull;

#define RG_DATASET_FULL(dataset) ((const RgDatasetFull *) (dataset))

/* Those behind rg_dataset_facts(). */
const RgFactColumns *rg_dataset_fact_columns (const RgDataset *dataset);

/* One more receipt of a customer. */
void rg_facts_add (RgFactColumns *facts, guint position, const RgSales *sales, guint receipt);

RgDatasetFull *rg_dataset_alloc (void);
/* The dictionaries one after the other; which: an RgDictionaryKind. */
RgDictionary **rg_dataset_dictionary (RgDatasetFull *full, guint which);
/* References all dictionaries of another one, in place of none. */
void rg_dataset_share_dictionaries (RgDatasetFull *full, const RgDatasetFull *from);
/* Ledgers of people are the same there. */
void rg_dataset_share_entries (RgDatasetFull *full, const RgDatasetFull *from);
/* Where postcodes lie is the same there. */
void rg_dataset_share_points (RgDatasetFull *full, const RgDatasetFull *from);
/* Of rg_dataset_spots(). */
void rg_spots_free (struct _RgSpots *spots);
/* Points the public part at the own fields, and at those chosen by hand. */
void rg_dataset_publish_own (RgDatasetFull *full);
/* The last step: fills what follows from the rest (merge targets, living customers, facts,
 * totals) and the public pointers. before NULL: all facts are counted; else they are taken from
 * there, but for the positions in `touched` and those they resolve to. Takes ownership of
 * nothing. */
void rg_dataset_complete (RgDatasetFull *full, const RgBitset *touched,
                          const RgFactColumns *before);

/* Its parts: public pointers, merges and who lives; then the facts, which it takes over. */
void rg_dataset_complete_people (RgDatasetFull *full);
void rg_dataset_publish_facts (RgDatasetFull *full, RgFactColumns *facts, gint64 net_sales,
                               guint n_visits);

G_END_DECLS
