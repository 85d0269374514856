/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Code 128. */
#include "print/rg-code128.h"

#include <string.h>

#define START_B 104
#define STOP 106

/* ISO/IEC 15417, table 1: six widths for each value, seven for the stop pattern. */
static const char *const patterns[] = {
  "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212",
  "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
  "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221",
  "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
  "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
  "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
  "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",
  "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
  "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242",
  "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
  "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
  "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
};

G_STATIC_ASSERT (G_N_ELEMENTS (patterns) == STOP + 1);

char *
rg_code128_encode (const char *text)
{
  g_autoptr (GString) widths = g_string_new (patterns[START_B]);
  guint sum = START_B;

  for (guint i = 0; text[i] != '\0'; i++)
    {
      const guint value = (guint) (guchar) text[i] - ' ';

      if (text[i] < ' ' || text[i] > '~')
        return NULL;
      g_string_append (widths, patterns[value]);
      sum += value * (i + 1);
    }
  g_string_append (widths, patterns[sum % 103]);
  g_string_append (widths, patterns[STOP]);
  return g_string_free (g_steal_pointer (&widths), FALSE);
}

guint
rg_code128_n_modules (const char *widths)
{
  guint modules = 0;

  for (const char *at = widths; *at != '\0'; at++)
    modules += (guint) (*at - '0');
  return modules;
}

void
rg_code128_draw (cairo_t *cr, const char *widths, double x, double y, double module,
                 double height)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; widths[i] != '\0'; i++)
    {
      const double width = (widths[i] - '0') * module;

      if (i % 2 == 0)
        cairo_rectangle (cr, x, y, width, height);
      x += width;
    }
  cairo_fill (cr);
  cairo_restore (cr);
}
