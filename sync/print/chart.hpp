// Chart: bars over an evening, readable in grey.
#pragma once

#include "sync/print/canvas.hpp"
#include "sync/print/report.hpp"

namespace hineni {

// Bars, the hours below them, and what could not be put into any bar in words beside; where nothing could, the words
// alone. Returns how high it is.
double draw_chart(Canvas& canvas, const Press& press, const Box& box, const Evening& evening);

}  // namespace hineni
