/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How alike two words are. */
#include "analysis/rg-distance.h"

/* Marks the characters that both have at nearly the same place; how many there are. */
static guint
rg_jaro_common (const gunichar *a, guint n_a, const gunichar *b, guint n_b, guint32 *in_a,
                guint32 *in_b)
{
  guint reach = MAX (n_a, n_b) / 2;
  guint n = 0;

  reach = reach > 0 ? reach - 1 : 0;
  for (guint i = 0; i < n_a; i++)
    {
      guint from = i > reach ? i - reach : 0;
      guint to = MIN (i + reach + 1, n_b);

      for (guint j = from; j < to; j++)
        if (a[i] == b[j] && !(*in_b & (1u << j)))
          {
            *in_a |= 1u << i;
            *in_b |= 1u << j;
            n++;
            break;
          }
    }
  return n;
}

static guint
rg_jaro_transposed (const gunichar *a, guint n_a, const gunichar *b, guint32 in_a, guint32 in_b)
{
  guint j = 0, n = 0;

  for (guint i = 0; i < n_a; i++)
    {
      if (!(in_a & (1u << i)))
        continue;
      while (!(in_b & (1u << j)))
        j++;
      n += a[i] != b[j++];
    }
  return n / 2;
}

double
rg_jaro_winkler (const gunichar *a, guint n_a, const gunichar *b, guint n_b)
{
  guint32 in_a = 0, in_b = 0;
  guint prefix = 0;
  double common, jaro;

  n_a = MIN (n_a, RG_LONGEST_WORD);
  n_b = MIN (n_b, RG_LONGEST_WORD);
  common = rg_jaro_common (a, n_a, b, n_b, &in_a, &in_b);
  if (common == 0)
    return n_a == 0 && n_b == 0 ? 1 : 0;
  jaro = (common / n_a + common / n_b +
          (common - rg_jaro_transposed (a, n_a, b, in_a, in_b)) / common) / 3;
  while (prefix < MIN (MIN (n_a, n_b), 4) && a[prefix] == b[prefix])
    prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

guint
rg_edits (const gunichar *a, guint n_a, const gunichar *b, guint n_b, guint most)
{
  guint rows[3][RG_LONGEST_WORD + 1];
  guint *before = rows[0], *last = rows[1], *row = rows[2];

  n_a = MIN (n_a, RG_LONGEST_WORD);
  n_b = MIN (n_b, RG_LONGEST_WORD);
  if (MAX (n_a, n_b) - MIN (n_a, n_b) > most)
    return most + 1;
  for (guint j = 0; j <= n_b; j++)
    last[j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint *spare = before;
      guint least = row[0] = i;

      for (guint j = 1; j <= n_b; j++)
        {
          row[j] = MIN (MIN (last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
          least = MIN (least, row[j]);
        }
      if (least > most)
        return most + 1;
      before = last;
      last = row;
      row = spare;
    }
  return MIN (last[n_b], most + 1);
}
