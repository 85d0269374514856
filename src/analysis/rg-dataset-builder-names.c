/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dictionaries of a generation on its way. */
#include "config.h"

#include "analysis/rg-dataset-builder-private.h"

void
rg_dataset_builder_put_category (RgDatasetBuilder *builder, gint64 id, const char *name)
{
  rg_dictionary_put (rg_dataset_builder_own (builder, CATEGORIES), id, NULL, name);
}

void
rg_dataset_builder_put_location (RgDatasetBuilder *builder, gint64 id, const char *name)
{
  RgDictionary *locations = rg_dataset_builder_own (builder, LOCATIONS);
  const guint index = rg_dictionary_put (locations, id, NULL, name);

  g_array_index (locations->online, guint8, index) = FALSE;
}

void
rg_dataset_builder_set_location_online (RgDatasetBuilder *builder, gint64 id)
{
  RgDictionary *locations = rg_dataset_builder_own (builder, LOCATIONS);
  const guint index = rg_dictionary_find_id (locations, id);

  g_return_if_fail (index != RG_NOTHING);
  g_array_index (locations->online, guint8, index) = TRUE;
}

void
rg_dataset_builder_set_location_address (RgDatasetBuilder *builder, gint64 id,
                                         const char *address)
{
  RgDictionary *locations = rg_dataset_builder_own (builder, LOCATIONS);
  const guint index = rg_dictionary_find_id (locations, id);

  g_return_if_fail (index != RG_NOTHING);
  rg_dictionary_put (locations, id, address, locations->name->pdata[index]);
}

void
rg_dataset_builder_put_product (RgDatasetBuilder *builder, gint64 id, const char *code,
                                const char *name, gint64 category)
{
  RgDictionary *products = rg_dataset_builder_own (builder, PRODUCTS);
  guint index = rg_dictionary_put (products, id, code, name);

  g_array_index (products->category, guint32, index) =
    rg_dictionary_find_id (builder->full->categories, category);
}

static guint32
rg_dataset_builder_origin (RgDatasetBuilder *builder, guint which, const char *word)
{
  return word != NULL && *word != '\0'
           ? rg_dictionary_put_word (rg_dataset_builder_own (builder, which), word) : RG_NOTHING;
}

void
rg_dataset_builder_set_origin (RgDatasetBuilder *builder, gint64 product, const char *brand,
                               const char *supplier)
{
  RgDictionary *products = rg_dataset_builder_own (builder, PRODUCTS);
  const guint index = rg_dictionary_find_id (products, product);

  g_return_if_fail (index != RG_NOTHING);
  g_array_index (products->brand, guint32, index) =
    rg_dataset_builder_origin (builder, BRANDS, brand);
  g_array_index (products->supplier, guint32, index) =
    rg_dataset_builder_origin (builder, SUPPLIERS, supplier);
}

void
rg_dataset_builder_set_lasting (RgDatasetBuilder *builder, gint64 product, int warranty,
                                int lifetime)
{
  RgDictionary *products = rg_dataset_builder_own (builder, PRODUCTS);
  const guint index = rg_dictionary_find_id (products, product);

  g_return_if_fail (index != RG_NOTHING);
  g_array_index (products->warranty, guint16, index) = (guint16) CLAMP (warranty, 0, G_MAXUINT16);
  g_array_index (products->lifetime, guint16, index) = (guint16) CLAMP (lifetime, 0, G_MAXUINT16);
}

void
rg_dataset_builder_put_tag (RgDatasetBuilder *builder, gint64 id, const char *name)
{
  rg_dictionary_put (rg_dataset_builder_own (builder, TAGS), id, NULL, name);
}

/* The entry stays, since indices do, under a name that nothing folds to. */
void
rg_dataset_builder_drop_tag (RgDatasetBuilder *builder, gint64 id)
{
  RgPendingTag nobody = { id, 0, FALSE };

  if (rg_dictionary_find_id (builder->full->tags, id) == RG_NOTHING)
    return;
  rg_dictionary_put (rg_dataset_builder_own (builder, TAGS), id, NULL, "");
  g_array_append_val (builder->tags, nobody);
}

void
rg_dataset_builder_clear_segments (RgDatasetBuilder *builder)
{
  RgDictionary **slot = rg_dataset_dictionary (builder->full, SEGMENTS);

  rg_dictionary_unref (*slot);
  *slot = rg_dictionary_new ();
  builder->own_dictionaries |= 1u << SEGMENTS;
}

void
rg_dataset_builder_put_segment (RgDatasetBuilder *builder, gint64 id, const char *name,
                                const char *text)
{
  rg_dictionary_put (rg_dataset_builder_own (builder, SEGMENTS), id, text, name);
}
