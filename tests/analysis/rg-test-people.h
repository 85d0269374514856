/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Made-up people, and spoilt copies of them, as P. Christen, Probabilistic Data Generation for
 * Deduplication and Data Linkage (IDEAL 2005, LNCS 3578) describes it: a number of changes for each
 * copy, spread over the fields by how often each is wrong, each change of a kind that is usual in
 * that field. The numbers are the defaults that Febrl 0.4 was published with. */
#pragma once

#include "analysis/rg-duplicates.h"

G_BEGIN_DECLS

typedef enum {
  FIELD_GIVEN,
  FIELD_FAMILY,
  FIELD_NUMBER,
  FIELD_STREET,
  FIELD_STREET2,
  FIELD_CITY,
  FIELD_POSTCODE,
  FIELD_BIRTHDAY, /* YYYYMMDD */
  FIELD_PHONE,
  N_FIELDS
} Field;

typedef struct {
  guint original; /* who it is */
  char *field[N_FIELDS]; /* "" where missing */
} TestPerson;

typedef enum {
  COPIES_UNIFORM,
  COPIES_POISSON,
  COPIES_ZIPF,
} Copies;

/* TestPerson, shuffled: so many people, the share `at_home` of whom lives with another; so many
 * copies of them in all, at most so many of one, with at most so many changes in a field and in
 * all. */
GPtrArray *test_people_make (GRand *rand, guint n_people, double at_home, guint n_copies,
                             guint most_copies, guint most_in_field, guint most_in_all,
                             Copies copies);
/* Adds them, without the fields of the mask (1 << field). */
void test_people_add (const GPtrArray *people, guint without, RgDuplicates *duplicates);
/* Pairs of one person. */
guint test_people_count_pairs (const GPtrArray *people);

G_END_DECLS
