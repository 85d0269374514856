/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The end of a made-up shop's arrays. */
#include "config.h"

#include "store/rg-sample-data.h"

void
rg_sample_data_free (RgSampleData *data)
{
  g_ptr_array_unref (data->staff);
  g_ptr_array_unref (data->categories);
  g_ptr_array_unref (data->tags);
  g_array_unref (data->locations);
  g_array_unref (data->points);
  g_array_unref (data->products);
  g_array_unref (data->households);
  g_array_unref (data->customers);
  g_array_unref (data->fields);
  g_array_unref (data->own);
  g_array_unref (data->consents);
  g_array_unref (data->receipts);
  g_array_unref (data->lines);
  g_array_unref (data->activities);
  g_string_chunk_free (data->texts);
  g_free (data);
}
