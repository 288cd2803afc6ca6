import 'corslab/element';
